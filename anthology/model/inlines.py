"""What stands inside a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from anthology.problems import Place

_LOCATOR = re.compile(r"\d|\b[ivxlc]+\b|passim|s\.\s?v\.")


@dataclass(frozen=True, slots=True)
class Text:
    """Running words, without markup; line ends of the source are spaces here."""

    words: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words a voice would stress, titles of books, foreign terms; set in italics."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of weight; set in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised words: ``2^nd^``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered words: ``H~2~O``."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Words quoted letter by letter from a machine."""

    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """Words in another language or another cut: ``[words]{lang=fr .smallcaps}``."""

    children: tuple[Inline, ...]
    place: Place
    lang: str = ""
    """BCP 47 tag, when it differs from the words around."""

    classes: tuple[str, ...] = ()
    """Of ``smallcaps``, ``nocase``, ``textsc`` and what frames a text (``signature``)."""

    id: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the book: ``[words](https://…)``."""

    children: tuple[Inline, ...]
    target: str
    """An absolute URL with the scheme http, https or mailto."""

    place: Place


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end the author meant."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The point in the text a note hangs from."""

    label: str
    """The name in the source (``1`` in ``[^1]``), unique within the piece."""

    place: Place
    stream: str = ""
    """The prefix of its stream (``ed-``); empty for the author's own notes."""

    mark: str = ""
    """What is printed (``1``, ``*``); empty until the notes are numbered."""


class CiteMode(StrEnum):
    """How much of a citation is printed, as in pandoc."""

    NORMAL = "normal"
    """``[@key]``."""

    AUTHOR_IN_TEXT = "author-in-text"
    """``@key``: the author's name stands in the sentence."""

    SUPPRESS_AUTHOR = "suppress-author"
    """``[-@key]``: the name stands in the sentence already."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One work in a citation."""

    key: str
    place: Place
    mode: CiteMode = CiteMode.NORMAL
    prefix: tuple[Inline, ...] = ()
    """What stands before the key: ``see also``."""

    suffix: tuple[Inline, ...] = ()
    """What stands after it, locator included, beginning with its comma: ``, p. 12``."""

    @property
    def located(self) -> bool:
        """Whether it says where in the work: by a figure, or “passim”."""
        return _LOCATOR.search(plain(self.suffix)) is not None


@dataclass(frozen=True, slots=True)
class Cite:
    """A pointer into the bibliography: ``[@woolf1929, p. 24; see also @joyce1922]``."""

    citations: tuple[Citation, ...]
    place: Place
    source: str
    """As written, brackets included."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Of the works cited."""
        return tuple(one.key for one in self.citations)

    @property
    def located(self) -> bool:
        """Whether it says where in a work."""
        return any(one.located for one in self.citations)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation after its style has set it: the words to print, the works they name.

    Where it names several works, each has its own words in a ``Cited`` within, as far as
    the style keeps them apart.
    """

    keys: tuple[str, ...]
    children: tuple[Inline, ...]
    place: Place
    id: str = ""
    """Unique in the book, for the list of works to lead back; empty where nothing does."""

    located: bool = False
    """Whether it says where in a work."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A link to another place of the book: ``[words](other.md#id)``, ``[](other.md)``."""

    children: tuple[Inline, ...]
    """The words of the link; empty in the source means the title of the target."""

    target: str
    """Slug of the piece; empty for the piece it stands in."""

    id: str
    """Id of the heading or block, or ``note:`` and the label of a note; empty for the piece."""

    place: Place
    with_page: bool = False
    """Whether print adds the page: ``{page}``."""

    bracketed: bool = True
    """Whether the page stands in brackets; else it follows a comma."""


@dataclass(frozen=True, slots=True)
class IndexMark:
    """Words that the index lists: ``[Trotsky]{.index}``; they are printed as well."""

    children: tuple[Inline, ...]
    entry: str
    """The heading in the index; the words themselves unless ``entry=`` says otherwise."""

    place: Place
    sub: str = ""
    """The subheading, of ``sub=``."""

    name: str = ""
    """Unique in the book, for the index to lead to; set by a pass."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of the original edition begins: ``[p. 41]{.original-page}``."""

    label: str
    """As written: ``p. 41``."""

    place: Place


@dataclass(frozen=True, slots=True)
class Query:
    """A question between editor and author: ``{>> which edition? <<}``; never printed."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed change in CriticMarkup: ``{++added++}``, ``{--cut--}``, ``{==marked==}``.

    Editions print the text as it stands: what is cut is printed until the change is
    accepted, what is added is not. ``{~~old~>new~~}`` has both.
    """

    old: tuple[Inline, ...]
    new: tuple[Inline, ...]
    place: Place
    marked: bool = False
    """``{==marked==}``: attention is drawn to ``old``, nothing is to be cut."""


Inline = (
    Text
    | Emphasis
    | Strong
    | Superscript
    | Subscript
    | Code
    | Span
    | Link
    | LineBreak
    | NoteMark
    | Cite
    | Cited
    | CrossReference
    | IndexMark
    | PageMark
    | Query
    | Change
)


def plain(inlines: tuple[Inline, ...]) -> str:
    """Return the words alone, as a title in metadata or an outline shows them.

    >>> plain((Text("On "), Emphasis((Text("Capital"),))))
    'On Capital'
    """
    return "".join(_plain(node) for node in inlines)


def prints(inlines: tuple[Inline, ...]) -> bool:
    """Tell whether anything of a run is printed: a query is not, nor what is only proposed.

    >>> prints((Text(" "), Query("which edition?", Place("texts/x.md", 1))))
    False
    """
    return any(_prints(node) for node in inlines)


def _prints(node: Inline) -> bool:
    match node:
        case Text(words):
            return bool(words.strip())
        case Query():
            return False
        case Change(old):
            return prints(old)
        case _:
            return True


def _plain(node: Inline) -> str:
    match node:
        case Text(words) | Code(words):
            return words
        case LineBreak():
            return " "
        case NoteMark() | PageMark() | Query() | Cite():
            return ""
        case Change(old):
            return plain(old)
        case _:
            return plain(node.children)
