-- Set the citations of some documents, all in this one process; nothing is fetched.
--
-- Standard input, one JSON value a line: first the entries of the bibliography, a list of
-- objects with a key and a text in BibLaTeX; then documents in pandoc's JSON: the metadata, which
-- names a style (csl) and a language (lang), a line for each block, and an empty one.
-- Standard output, for each document a line {"inside", "warnings", "unreadable"}, or {"error"}
-- when the style does not work; then a line for each of its blocks, and an empty one.
-- "inside" is whether a stop goes before a closing quotation mark; "unreadable" maps keys to
-- what pandoc says.

local entries = pandoc.json.decode(io.read("l"), false)

local DATES = { "accessed", "available-date", "event-date", "issued", "original-date" }

-- Whether pandoc reads a date, or span of dates, in metadata: as the reader of BibTeX has them.
local function is_date(words)
  for part in (words .. "/"):gmatch("(.-)/") do
    local year, rest = part:match("^%-?(%d%d%d%d)(.*)$")
    local plain = year and (rest:match("^%-%d%d%-%d%d~?$") or rest:match("^%-%d%d~?$")
      or rest:match("^~?$"))
    if part ~= "" and not plain then return false end
  end
  return true
end

-- Keep words that are no date, such as “c. 1850”: without a name for them they would be lost.
local function with_words(references)
  for _, reference in ipairs(references) do
    for _, name in ipairs(DATES) do
      local words = reference[name] and pandoc.utils.stringify(reference[name])
      if words and not is_date(words) then
        reference[name] = { literal = words:gsub("%-%-", "–") }
      end
    end
  end
  return references
end

local function read_bib(text, lang)
  -- The BibTeX reader takes its language, for the case of titles, from the environment.
  return pandoc.system.with_environment({LANG = lang}, function ()
    return with_words(pandoc.read(text, "biblatex").meta.references)
  end)
end

local function read_entries(lang)
  local unreadable = {}
  local texts = {}
  for number, entry in ipairs(entries) do texts[number] = entry.text end
  local fine, references = pcall(read_bib, table.concat(texts, "\n"), lang)
  if fine then return references, unreadable end
  texts = {}
  for _, entry in ipairs(entries) do
    local alone, message = pcall(read_bib, entry.text, lang)
    if alone then texts[#texts + 1] = entry.text else unreadable[entry.key] = tostring(message) end
  end
  return read_bib(table.concat(texts, "\n"), lang), unreadable
end

local known = {}

local function references(lang)
  if not known[lang] then known[lang] = table.pack(read_entries(lang)) end
  return table.unpack(known[lang])
end

local PROBE = [[
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title/><id/><updated>2000-01-01T00:00:00+00:00</updated></info>
  %s
  <citation><layout suffix="."><text variable="title" quotes="true"/></layout></citation>
</style>]]

local held = {}

-- Whether a stop after a quotation mark goes before it: as the language and the style want.
local function quotes_hold(path, lang)
  local name = path .. " " .. lang
  if held[name] == nil then
    local file = assert(io.open(path))
    local locales = {}
    for locale in file:read("a"):gmatch("<locale.-</locale>") do locales[#locales + 1] = locale end
    file:close()
    local style = PROBE:gsub("%%s", function () return table.concat(locales) end)
    local coded = style:gsub("%W", function (sign) return ("%%%02X"):format(sign:byte()) end)
    local probe = pandoc.Pandoc(
      { pandoc.Plain { pandoc.Cite({}, { pandoc.Citation("x", "NormalCitation") }) } },
      { csl = "data:text/xml," .. coded, lang = lang,
        references = { { id = "x", type = "book", title = "T" } } })
    held[name] = pandoc.utils.stringify(pandoc.utils.citeproc(probe).blocks[1]):match("T%.")
      ~= nil
  end
  return held[name]
end

local function read(meta, blocks)
  local version = tostring(PANDOC_API_VERSION):gsub("%.", ",")
  return pandoc.read('{"pandoc-api-version":[' .. version .. '],"meta":' .. meta .. ',"blocks":['
    .. blocks .. "]}", "json")
end

-- The document that begins with this line. It is read block by block: as one text, a large book
-- would be in memory several times.
local function document(meta)
  local blocks = {}
  for line in io.lines() do
    if line == "" then break end
    blocks[#blocks + 1] = read("{}", line).blocks[1]
  end
  return pandoc.Pandoc(blocks, read(meta, "").meta)
end

local function set(meta)
  local unset = document(meta)
  local unreadable
  local style = pandoc.utils.stringify(unset.meta.csl)
  local lang = pandoc.utils.stringify(unset.meta.lang)
  unset.meta.references, unreadable = references(lang)
  local blocks = pandoc.utils.citeproc(unset).blocks
  return { blocks = blocks, inside = quotes_hold(style, lang), unreadable = unreadable }
end

for line in io.lines() do
  local messages, fine, answer = pandoc.log.silence(function () return pcall(set, line) end)
  if fine then
    local warnings = {}
    for _, message in ipairs(messages) do
      local told = pandoc.json.decode(pandoc.json.encode(message), false)
      if told.verbosity == "WARNING" then
        warnings[#warnings + 1] = pandoc.json.encode(told.pretty)
      end
    end
    local unreadable = {}
    for key, message in pairs(answer.unreadable) do
      unreadable[#unreadable + 1] = pandoc.json.encode(key) .. ":" .. pandoc.json.encode(message)
    end
    io.write('{"inside":', tostring(answer.inside))
    io.write(',"warnings":[', table.concat(warnings, ","), "]")
    io.write(',"unreadable":{', table.concat(unreadable, ","), "}}\n")
    for _, block in ipairs(answer.blocks) do
      io.write(pandoc.write(pandoc.Pandoc({ block }), "json"), "\n")
    end
  else
    io.write('{"error":', pandoc.json.encode(tostring(answer)), "}\n")
  end
  io.write("\n")
end
