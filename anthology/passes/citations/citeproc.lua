-- Set the citations of some documents, all in this one process; nothing is fetched.
--
-- Standard input, one JSON value a line: first the entries of the bibliography, a list of
-- objects with a key and a text in BibLaTeX; then documents in pandoc's JSON without their version,
-- whose metadata names a style (csl) and a language (lang).
-- Standard output, a line for each document: {"document", "warnings", "unreadable"}, or
-- {"error"} when the style does not work; "unreadable" maps keys to what pandoc says.

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

-- Put a stop before the last of some inlines, when that is a closing quotation mark.
local function put_inside(inlines, stop)
  local last = inlines[#inlines]
  if not last then return false end
  if last.t ~= "Str" then return last.content and put_inside(last.content, stop) or false end
  local words, mark = last.text:match("^(.*)(\u{201D})$")
  if not mark then words, mark = last.text:match("^(.*)(\u{2019})$") end
  if not mark then return false end
  last.text = words .. stop .. mark
  return true
end

-- A link around a work keeps its stop from going where it would go without the link.
local function with_stops(content)
  for number, link in ipairs(content) do
    local after = content[number + 1]
    local stop = link.t == "Link" and after and after.t == "Str" and after.text:match("^[.,]")
    if stop and put_inside(link.content, stop) then after.text = after.text:sub(2) end
  end
  return content
end

local CITES = {
  Cite = function (cite)
    cite.content = cite.content:walk { Inlines = with_stops }
    return cite
  end,
}

-- The stop that ends a citation goes where the note goes on: “13; see”, not “13.; see”. It is
-- the style's own when it stands after the link; that of “ibid.” stands within.
local function take_stop(content)
  local last, before = content[#content], content[#content - 1]
  if #content == 1 and last.t == "Span" then
    take_stop(last.content)
  elseif before and before.t == "Link" and last.t == "Str" and last.text == "." then
    last.text = ""
  end
end

local function without_stops(inlines)
  for number, cite in ipairs(inlines) do
    local after = inlines[number + 1]
    local goes_on = after and after.t == "Str" and after.text:match("^[,;:]")
    if cite.t == "Cite" and goes_on then take_stop(cite.content) end
  end
  return inlines
end

local function set(line)
  local version = tostring(PANDOC_API_VERSION):gsub("%.", ",")
  local document = pandoc.read('{"pandoc-api-version":[' .. version .. "]," .. line:sub(2), "json")
  local unreadable
  local style = pandoc.utils.stringify(document.meta.csl)
  local lang = pandoc.utils.stringify(document.meta.lang)
  document.meta.references, unreadable = references(lang)
  document = pandoc.utils.citeproc(document)
  document = document:walk { Inlines = without_stops }
  if quotes_hold(style, lang) then document = document:walk(CITES) end
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
