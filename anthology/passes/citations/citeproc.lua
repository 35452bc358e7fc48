-- Set the citations of some documents, all in this one process; nothing is fetched.
--
-- Standard input, one JSON value a line: first the entries of the bibliography, an
-- object from keys to BibLaTeX; then documents in pandoc's JSON without their version,
-- whose metadata names a style (csl) and a language (lang).
-- Standard output, a line for each document: {"document", "warnings", "unreadable"}, or
-- {"error"} when the style does not work; "unreadable" maps keys to what pandoc says.

local entries = pandoc.json.decode(io.read("l"), false)

local function read_bib(text, lang)
  -- The BibTeX reader takes its language, for the case of titles, from the environment.
  return pandoc.system.with_environment({LANG = lang}, function ()
    return pandoc.read(text, "biblatex").meta.references
  end)
end

local function read_entries(lang)
  local unreadable = {}
  local texts = {}
  for key, text in pairs(entries) do texts[#texts + 1] = text end
  table.sort(texts)
  local fine, references = pcall(read_bib, table.concat(texts, "\n"), lang)
  if fine then return references, unreadable end
  texts = {}
  for key, text in pairs(entries) do
    local alone, message = pcall(read_bib, text, lang)
    if alone then texts[#texts + 1] = text else unreadable[key] = tostring(message) end
  end
  table.sort(texts)
  return read_bib(table.concat(texts, "\n"), lang), unreadable
end

local known = {}

local function references(lang)
  if not known[lang] then known[lang] = table.pack(read_entries(lang)) end
  return table.unpack(known[lang])
end

local function set(line)
  local version = tostring(PANDOC_API_VERSION):gsub("%.", ",")
  local document = pandoc.read('{"pandoc-api-version":[' .. version .. "]," .. line:sub(2), "json")
  local unreadable
  document.meta.references, unreadable =
    references(pandoc.utils.stringify(document.meta.lang))
  document = pandoc.utils.citeproc(document)
  document.meta = {}
  return pandoc.write(document, "json"), unreadable
end

for line in io.lines() do
  local messages, fine, document, unreadable =
    pandoc.log.silence(function () return pcall(set, line) end)
  local warnings = {}
  for _, message in ipairs(messages) do
    local told = pandoc.json.decode(pandoc.json.encode(message), false)
    if told.verbosity == "WARNING" then warnings[#warnings + 1] = told.pretty end
  end
  if fine then
    io.write('{"document":', document, ',"warnings":[')
    for number, warning in ipairs(warnings) do
      io.write(number > 1 and "," or "", pandoc.json.encode(warning))
    end
    io.write('],"unreadable":{')
    local first = true
    for key, message in pairs(unreadable) do
      io.write(first and "" or ",", pandoc.json.encode(key), ":", pandoc.json.encode(message))
      first = false
    end
    io.write("}}\n")
  else
    io.write('{"error":', pandoc.json.encode(tostring(document)), "}\n")
  end
end
