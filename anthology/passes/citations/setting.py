"""Have the citations of a book set in its style, and the list of the works cited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from anthology.model import BibliographyEntry, Book, Piece
from anthology.passes.citations.keys import known, published, uncited, with_parents
from anthology.passes.citations.processor import HERE, Answer, Json, process
from anthology.passes.citations.sections import (
    Received,
    Section,
    in_turn,
    labels_for,
    piece_with,
    receive,
    section_of_piece,
    section_of_run,
)
from anthology.passes.citations.sending import LOOSE
from anthology.passes.citations.styles import Style, find_style
from anthology.passes.citations.works import asked_for, works_listed
from anthology.passes.walk import loose_runs, map_loose, map_pieces
from anthology.problems import Code, Problem, error, warning
from anthology.store import Results

SOURCE_LINE = HERE / "source-line.csl"
"""The style in which a piece says where it first appeared."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the processor is to do: a document for each language of the book."""

    languages: list[str]
    """Those of the citations; the book’s own first: its document has the list of works."""

    source_languages: list[str]
    """Those of the pieces that say where they first appeared."""

    pieces: list[Section]
    """One for each piece, in reading order."""

    loose: list[Section]
    """The runs that stand in no piece."""


def set_citations(book: Book, kept: Results | None = None) -> tuple[Book, list[Problem]]:
    """Put every citation into the words of the style, and list the works cited.

    Where the style has notes, a citation in running text becomes a note of its own in
    the author's stream. Short forms start afresh in each piece; what tells works apart
    (2020a, numbers) holds for the whole book, for its list is one. A piece is set in
    its own language, the list in that of the book. Pieces with the key of their first
    ``published`` form get their source line here, since only citeproc reads the entry.

    Citations with unknown keys stay as they are: ``check_citations`` reports them.

    Args:
        book: Its keys are checked.
        kept: What pandoc answered in earlier builds; None keeps nothing.

    Raises:
        MissingProgram: pandoc is missing. A book that cites nothing needs none, nor does
            one that cites as it did before.
    """
    style = find_style(book)
    if isinstance(style, Problem):
        return book, []
    order = _order(book, style)
    everything = [*order.pieces, *order.loose]
    cited = [key for section in everything for key in section.sheet.cited()]
    keys = list(dict.fromkeys([*cited, *uncited(book)]))
    sources = published(book.pieces(), book)
    if not (keys or sources):
        return book, []
    documents = [
        *(_document(str(style.path), lang, keys, everything) for lang in order.languages),
        *(_document(str(SOURCE_LINE), lang, sources, ()) for lang in order.source_languages),
    ]
    answers = process(with_parents([*keys, *sources], book), documents, kept)
    problems = _problems(answers, book)
    if any(answer.error for answer in answers):
        return book, problems
    book, found = _answered(book, order, answers)
    return book, problems + found


def _order(book: Book, style: Style) -> Order:
    settable = partial(known, book=book)
    pieces = [
        # Numbers run through the book, so all of it must then go in one document.
        section_of_piece(piece, book.lang if style.numeric else piece.lang, settable)
        for piece in book.pieces()
    ]
    loose = [section_of_run(run, book.lang, settable) for run in loose_runs(book)]
    languages = [book.lang, *(section.lang for section in pieces if section.blocks)]
    sources = [piece.lang for piece in book.pieces() if piece.published in book.references]
    return Order(list(dict.fromkeys(languages)), list(dict.fromkeys(sources)), pieces, loose)


def _document(style: str, lang: str, keys: Sequence[str], sections: Sequence[Section]) -> Json:
    """Return a document of the sections in one language that lists all the works."""
    return {
        "meta": {
            "csl": {"t": "MetaString", "c": style},
            "lang": {"t": "MetaString", "c": lang},
            "nocite": asked_for(keys),
            "link-citations": {"t": "MetaBool", "c": True},  # tells cited works apart
        },
        "blocks": [one.division for one in sections if one.blocks and one.lang == lang],
    }


def _answered(
    book: Book, order: Order, answers: Sequence[Answer]
) -> tuple[Book, list[Problem]]:
    """Put what came back into the book."""
    texts = dict(zip(order.languages, answers, strict=False))
    lines = dict(zip(order.source_languages, answers[len(texts) :], strict=True))
    divisions = {lang: iter(answer.blocks) for lang, answer in texts.items()}
    sections = iter(order.pieces)
    problems: list[Problem] = []

    def back(section: Section, label: Callable[[int], str]) -> Received:
        received = receive(section, next(divisions[section.lang]), label)
        problems.extend(received.problems)
        return received

    def in_piece(piece: Piece) -> Piece:
        section = next(sections)
        return piece_with(piece, back(section, labels_for(piece))) if section.blocks else piece

    book = map_pieces(in_piece, book)
    loose = {
        place: back(section, str).notes[LOOSE][0]
        for place, section in enumerate(order.loose)
        if section.blocks
    }
    book = map_loose(in_turn(loose), book)
    entries, found = _entries(texts[book.lang], book, "")
    sources = {lang: works_listed(answer.blocks, book)[0] for lang, answer in lines.items()}

    others = {
        lang: _entries(answer, book, lang)[0]
        for lang, answer in texts.items()
        if lang != book.lang and book.citations.list in {"piece", "both"}
    }

    def with_works(piece: Piece) -> Piece:
        line = sources.get(piece.lang, {}).get(piece.published, piece.source_line)
        return replace(piece, source_line=line, bibliography=others.get(piece.lang, ()))

    said = {problem.message for problem in found}
    problems = [problem for problem in problems if problem.message not in said]
    return replace(map_pieces(with_works, book), bibliography=entries), found + problems


def _entries(
    answer: Answer, book: Book, lang: str
) -> tuple[tuple[BibliographyEntry, ...], list[Problem]]:
    """Return the list of all works in one language, if the book wants a list at all."""
    works, problems = works_listed(answer.blocks, book)
    if book.citations.list == "none":
        works = {}
    return tuple(BibliographyEntry(k, run, lang=lang) for k, run in works.items()), problems


def _problems(answers: Sequence[Answer], book: Book) -> list[Problem]:
    """Say what pandoc complains of, once each."""
    unreadable = {key: why for answer in answers for key, why in answer.unreadable.items()}
    entries = [
        error(
            book.references[key].place,
            Code.BIB_UNREADABLE,
            f"“{key}” cannot be read: {' '.join(why.split())}",
        )
        for key, why in sorted(unreadable.items())
    ]
    styles = [
        error(
            book.citations.place,
            Code.CITE_STYLE,
            f"the style “{book.citations.style}” cannot be used: {' '.join(why.split())}",
        )
        for why in dict.fromkeys(answer.error for answer in answers if answer.error)
    ]
    said = dict.fromkeys(words for answer in answers for words in answer.warnings)
    warnings = [
        warning(book.citations.place, Code.CITE_UNSET, f"pandoc warns: {words}")
        for words in said
        if not any(f"citation {key} not found" in words for key in unreadable)
        and "no printed form" not in words  # said at the place of each
    ]
    return [*entries, *styles, *warnings]
