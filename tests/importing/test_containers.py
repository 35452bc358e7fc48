"""Word files and e-books: their notes, comments and changes come into the piece."""

from __future__ import annotations

from anthology.cleaning import clean
from anthology.cleaning.readers import read
from tests.importing.making import paragraph, part, run, zipped

_ROOT = "META-INF/container.xml"
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/c.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def _epub2(pages: dict[str, str]) -> bytes:
    """An EPUB 2 of some pages, in their order."""
    items = "".join(
        f'<item id="{name}" href="{name}.html" media-type="application/xhtml+xml"/>'
        for name in pages
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Two Wells</dc:title>'
        "<dc:creator>Ann Bell</dc:creator><dc:language>en-GB</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>{}</html>'
    files = {
        f"OEBPS/{name}.html": page.format(f"<body>{body}</body>")
        for name, body in pages.items()
    }
    return zipped({_ROOT: _CONTAINER, "OEBPS/c.opf": package, **files})


def _imported(raw: bytes, name: str) -> str:
    source = read(raw, name)
    return clean(source.text, None, source.draft).text


def test_notes_in_a_file_of_their_own_that_count_anew() -> None:
    """Each hangs on its mark, with its further paragraphs; the headings among them go."""
    raw = _epub2(
        {
            "one": "<h2>One</h2><p>The first well was dug in a dry year."
            '<a id="r1" href="notes.html#n1"><sup>1</sup></a> Nobody drinks from it.'
            '<a id="r2" href="notes.html#n2"><sup>2</sup></a></p>',
            "two": "<h2>Two</h2><p>The second was dug out of spite,"
            '<a id="r3" href="notes.html#n3"><sup>1</sup></a> and is better.</p>',
            "notes": '<h2>Notes</h2><h3>One</h3><p id="n1"><a href="one.html#r1">1</a>. In '
            '1783.</p><p id="n2"><a href="one.html#r2">2</a>. A dog did.</p><p>It was never '
            'told why.</p><h3>Two</h3><p id="n3"><a href="two.html#r3">1</a>. So the '
            "register.</p>",
        }
    )

    text = _imported(raw, "x.epub")

    assert text.endswith(
        "The first well was dug in a dry year.[^1] Nobody drinks from it.[^2]\n\n## Two\n\n"
        "The second was dug out of spite,[^2-1] and is better.\n\n[^1]: In 1783.\n\n"
        "[^2]: A dog did.\n\n    It was never told why.\n\n[^2-1]: So the register.\n"
    )


def test_changes_in_a_word_file_are_kept_with_both_sorts_of_notes() -> None:
    """As CriticMarkup: what was added, cut, moved, and what others remarked."""
    body = paragraph(
        run("A hedge keeps out sheep.")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        + run(" It is ")
        + f'<w:ins w:id="5" w:author="E">{run("quite ")}</w:ins>'
        + '<w:del w:id="6" w:author="E"><w:r><w:delText>very </w:delText></w:r></w:del>'
        + run("green.")
    ) + paragraph(
        f'<w:moveFrom w:id="7" w:author="E">{run("Gone. ")}</w:moveFrom>'
        + run("Hawthorn is usual.")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    end = f'<w:endnote w:id="2">{paragraph(run("Not deer."))}{paragraph(run("Nor us."))}'
    raw = zipped(
        {
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/endnotes.xml": part("endnotes", f"{end}</w:endnote>"),
            "word/footnotes.xml": part(
                "footnotes", f'<w:footnote w:id="2">{paragraph(run("Or was."))}</w:footnote>'
            ),
            "word/comments.xml": part(
                "comments",
                f'<w:comment w:id="0" w:author="E">{paragraph(run("Since when?"))}</w:comment>',
            ),
        }
    )

    text = _imported(raw, "x.docx")

    assert "sheep.[^end1] It is {++quite ++}{--very --}green." in text
    assert "{--Gone. --}Hawthorn is usual.[^1]{>> E: Since when? <<}" in text
    assert "[^end1]: Not deer.\n\n    Nor us." in text
    assert "[^1]: Or was." in text
