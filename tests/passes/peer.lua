-- Set the citations of Markdown documents with pandoc's citeproc, all in this one process.
--
-- Standard input: lines of JSON, each with a text, a style, a bibliography, a language.
-- Standard output: for each the document in pandoc's JSON. All works are listed.

for line in io.lines() do
  local asked = pandoc.json.decode(line, false)
  local document = pandoc.read(asked.text, "markdown-smart")
  document.meta = {
    csl = asked.style,
    lang = asked.lang,
    bibliography = asked.bibliography,
    nocite = { pandoc.Cite({}, { pandoc.Citation("*", "NormalCitation") }) },
  }
  io.write(pandoc.write(pandoc.utils.citeproc(document), "json"), "\n")
end
