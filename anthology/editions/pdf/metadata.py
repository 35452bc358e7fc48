"""What the file says about itself: written afresh, nothing taken from its parts."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from anthology.model import Book

PRODUCER = "anthology"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The book, in the words of a library catalogue."""

    title: str
    creators: tuple[str, ...]
    lang: str
    publisher: str = ""
    rights: str = ""
    description: str = ""
    date: str = ""
    identifier: str = ""

    @classmethod
    def of(cls, book: Book) -> Metadata:
        """Gather what a book tells."""
        title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
        editors = tuple(editor.name for editor in book.editors)
        identifier = book.identifiers.print or book.identifiers.epub
        return cls(
            title,
            editors,
            book.lang,
            book.publisher,
            book.rights,
            book.description,
            book.date,
            identifier,
        )


def xmp(about: Metadata, claims: str = "") -> bytes:
    """Return the metadata as an XMP packet (ISO 16684-1).

    Args:
        about: What is said of the book.
        claims: Further descriptions: which standards the file keeps to.
    """
    elements = [
        _language_alternative("dc:title", about.title, about.lang),
        _list("dc:creator", "rdf:Seq", about.creators),
        _list("dc:language", "rdf:Bag", (about.lang,)),
        _list("dc:publisher", "rdf:Bag", (about.publisher,)),
        _list("dc:date", "rdf:Seq", (about.date,)),
        _language_alternative("dc:description", about.description, about.lang),
        _language_alternative("dc:rights", about.rights, about.lang),
        _plain("dc:identifier", about.identifier),
        _plain("pdf:Producer", PRODUCER),
    ]
    inner = "\n".join(f"   {element}" for element in elements if element)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
{inner}
  </rdf:Description>
{claims} </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
""".encode()


def _plain(name: str, words: str) -> str:
    return f"<{name}>{escape(words)}</{name}>" if words else ""


def _list(name: str, kind: str, items: tuple[str, ...]) -> str:
    inner = "".join(f"<rdf:li>{escape(item)}</rdf:li>" for item in items if item)
    return f"<{name}><{kind}>{inner}</{kind}></{name}>" if inner else ""


def _language_alternative(name: str, words: str, lang: str) -> str:
    if not words:
        return ""
    other = f"<rdf:li xml:lang={quoteattr(lang)}>{escape(words)}</rdf:li>"
    default = f'<rdf:li xml:lang="x-default">{escape(words)}</rdf:li>'
    return f"<{name}><rdf:Alt>{default}{other}</rdf:Alt></{name}>"
