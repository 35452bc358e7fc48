"""Say in one line what would be printed, from our tree and from pandoc’s.

Emphasis is shown as ``*…*``, the mark of a note as ``[^1]``: what both must agree on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from anthology.model import Book, Code, Emphasis, Inline, LineBreak, NoteMark, Piece, Text
from anthology.passes.walk import runs_of_note, runs_of_text

Json = dict[str, Any]


def shown(run: Iterable[Inline]) -> str:
    """Return what is printed of a run."""
    return _tidy("".join(_shown(node) for node in run))


def shown_text(piece: Piece) -> list[str]:
    """Return what is printed of the text of a piece, without its title; nothing empty."""
    return [line for run in runs_of_text(piece)[2:] if (line := shown(run))]


def shown_notes(piece: Piece) -> list[list[str]]:
    """Return what is printed of each note."""
    return [[shown(run) for run in runs_of_note(note)] for note in piece.notes]


def shown_works(book: Book) -> list[tuple[str, str]]:
    """Return the list of works: keys, and what is printed."""
    return [(entry.key, shown(entry.children)) for entry in book.bibliography]


def _shown(node: Inline) -> str:
    match node:
        case Text(words) | Code(words):
            return words
        case LineBreak():
            return " "
        case NoteMark(mark=mark):
            return f"[^{mark}]"
        case Emphasis(children):
            return f"*{''.join(map(_shown, children))}*"
        case _:
            return "".join(map(_shown, getattr(node, "children", ())))


def _tidy(line: str) -> str:
    return " ".join(line.replace("\u00a0", " ").split())


WORDLESS = {"Space": " ", "SoftBreak": " ", "LineBreak": " ", "RawInline": ""}
"""What is printed of pandoc’s nodes without words; raw TeX is what it could not read."""


class Peer:
    """What pandoc says that would be printed, read from its JSON without our code."""

    def __init__(self, document: Json) -> None:
        self.notes: list[list[str]] = []
        self.works: list[tuple[str, str]] = []
        self.text = [line for line in self._blocks(document["blocks"]) if line]

    def _blocks(self, blocks: list[Json]) -> list[str]:
        return [line for block in blocks for line in self._block(block)]

    def _block(self, block: Json) -> list[str]:
        content: Any = block.get("c")
        match block["t"], content:
            case "Div", [["refs", *_], entries]:
                for entry in entries:
                    (line,) = self._blocks(entry["c"][1])
                    self.works.append((entry["c"][0][0].removeprefix("ref-"), line))
                return []
            case "Table", [_, _, _, head, bodies, _]:
                rows = [*head[1], *(row for body in bodies for row in body[3])]
                return [
                    line for row in rows for cell in row[1] for line in self._blocks(cell[4])
                ]
            case "Header", [_, _, inlines]:
                return [self._line(inlines)]
            case "OrderedList", [_, items]:
                return [line for item in items for line in self._blocks(item)]
            case (("BlockQuote" | "Div"), _):
                return self._blocks(content)
            case "LineBlock", _:
                return [self._line(line) for line in content]
            case _:
                return [self._line(content)]

    def _line(self, inlines: list[Json]) -> str:
        # In our tree the dash before an attribution is no word.
        return _tidy("".join(map(self._inline, inlines))).removeprefix("— ")

    def _inline(self, node: Json) -> str:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                return str(content)
            case "Emph":
                return f"*{self._inlines(content)}*"
            case "Note":
                number = len(self.notes)
                self.notes.append([])
                self.notes[number] = self._blocks(content or [])
                return f"[^{number + 1}]"
            case "Quoted":
                quotes = {"SingleQuote": "‘{}’", "DoubleQuote": "“{}”"}[content[0]["t"]]
                return quotes.format(self._inlines(content[1]))
            case "Link" | "Span" | "Cite" | "Math":
                return self._inlines(content[1])
            case kind if kind in WORDLESS:
                return WORDLESS[kind]
            case _:
                return self._inlines(content)

    def _inlines(self, nodes: list[Json] | str | None) -> str:
        return nodes if isinstance(nodes, str) else "".join(map(self._inline, nodes or []))
