"""Have the citations of a book set in its style, and the list of the works cited."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from anthology.halves import in_two
from anthology.kept import Kept
from anthology.model import BibliographyEntry, Book, FoldedPiece, Piece
from anthology.passes.citations.keys import known, published, uncited, with_parents
from anthology.passes.citations.processor import HERE, Answer, Request, process
from anthology.passes.citations.sections import (
    Section,
    Sent,
    in_turn,
    labels_for,
    piece_with,
    receive,
    section_of_piece,
    section_of_run,
)
from anthology.passes.citations.sending import LOOSE
from anthology.passes.citations.slices import Slice, slices
from anthology.passes.citations.styles import Style, find_style
from anthology.passes.citations.works import asked_for, works_listed
from anthology.passes.walk import Run, loose_runs, map_loose, map_pieces
from anthology.problems import Code, Problem, error, warning
from anthology.store import Results

SOURCE_LINE = HERE / "source-line.csl"
"""The style in which a piece says where it first appeared."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the processor is to do: a document, or some, for each language of the book."""

    languages: list[str]
    """Those of the citations; the book’s own first: its documents have the list of works."""

    source_languages: list[str]
    """Those of the pieces that say where they first appeared."""

    sent: list[Sent]
    """The pieces in reading order, then the runs that stand in none."""

    loose: list[Section]
    """These runs."""

    def slices(self, style: Path) -> list[tuple[str, Slice]]:
        """Return the documents, each with its language."""
        return [
            (lang, one)
            for lang in self.languages
            for one in slices(
                [sent.division for sent in self.sent if sent.lang == lang and sent.division],
                style,
            )
        ]


def set_citations(
    book: Book, kept: Results | None = None, meanwhile: Callable[[], object] | None = None
) -> tuple[Book, list[Problem]]:
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
        meanwhile: Done while pandoc is waited for.

    Raises:
        MissingProgram: pandoc is missing. A book that cites nothing needs none, nor does
            one that cites as it did before.
    """
    style = find_style(book)
    if isinstance(style, Problem):
        return book, []
    desk = _Desk(book, style, Kept(kept))
    order = desk.order()
    cited = [key for sent in order.sent for key in sent.cited]
    keys = list(dict.fromkeys([*cited, *uncited(book)]))
    sources = published(book.pieces(), book)
    if not (keys or sources):
        return book, []
    documents = order.slices(style.path)
    requests = [
        *(_request(style.path, lang, keys, one.blocks) for lang, one in documents),
        *(_request(SOURCE_LINE, lang, sources, ()) for lang in order.source_languages),
    ]
    answers = process(with_parents([*keys, *sources], book), requests, kept, meanwhile)
    problems = _problems(answers, book)
    if any(answer.error for answer in answers):
        return book, problems
    book, found = desk.answered(order, documents, answers)
    return book, problems + found


def _request(style: Path, lang: str, keys: Sequence[str], blocks: tuple[bytes, ...]) -> Request:
    """Return a document in one language that lists all the works."""
    meta = {
        "csl": {"t": "MetaString", "c": str(style)},
        "lang": {"t": "MetaString", "c": lang},
        "nocite": asked_for(keys),
        "link-citations": {"t": "MetaBool", "c": True},  # tells cited works apart
    }
    return Request(style, json.dumps(meta, ensure_ascii=False), blocks)


class _Desk:
    """Sends the pieces of a book, and puts what comes back into them.

    What is sent of a piece is kept, and so is the piece as it comes back: it is made anew
    when the piece is another, or the answer.
    """

    def __init__(self, book: Book, style: Style, kept: Kept) -> None:
        self._book, self._style, self._kept = book, style, kept
        self._sections: dict[str, Section] = {}
        known = kept.key(*sorted(book.references))
        self._keys = {
            piece.slug: kept.key(piece, self._lang(piece), known) for piece in book.pieces()
        }

    def order(self) -> Order:
        """Return what is to be set."""
        book = self._book
        sending = [partial(self._sent, piece) for piece in book.pieces()]
        pieces = in_two(sending, helped=self._kept.keeps)
        settable = partial(known, book=book)
        loose = [section_of_run(run, book.lang, settable) for run in loose_runs(book)]
        languages = [book.lang, *(sent.lang for sent in pieces if sent.division)]
        sources = [piece.lang for piece in book.pieces() if piece.published in book.references]
        sent = [*pieces, *(section.sent for section in loose)]
        return Order(list(dict.fromkeys(languages)), list(dict.fromkeys(sources)), sent, loose)

    def _lang(self, piece: Piece) -> str:
        # Numbers run through the book, so all of it must then go in one document.
        return self._book.lang if self._style.numeric else piece.lang

    def _section(self, piece: Piece) -> Section:
        return section_of_piece(piece, self._lang(piece), partial(known, book=self._book))

    def _sent(self, piece: Piece) -> Sent:
        def make() -> tuple[bytes, tuple[str, ...]]:
            section = self._section(piece)
            if not isinstance(piece, FoldedPiece):  # else there are too many to wait
                self._sections[piece.slug] = section
            return section.sent.division, section.sent.cited

        return Sent(self._lang(piece), *self._kept.recall(make, "sent", self._keys[piece.slug]))

    def answered(
        self, order: Order, documents: Sequence[tuple[str, Slice]], answers: Sequence[Answer]
    ) -> tuple[Book, list[Problem]]:
        """Put what came back into the book."""
        asked = [
            (lang, one, answer) for (lang, one), answer in zip(documents, answers, strict=False)
        ]
        lines = dict(zip(order.source_languages, answers[len(asked) :], strict=True))
        texts = {lang: answer for lang, _, answer in reversed(asked)}  # the first of each
        came_back = {lang: _in_order(lang, asked) for lang in texts}
        receiving = [
            partial(self._received, piece, *next(came_back[sent.lang]))
            if sent.division
            else partial(_as_it_is, piece)
            for piece, sent in zip(self._book.pieces(), order.sent, strict=False)
        ]
        received = in_two(receiving, helped=self._kept.keeps)
        problems = [problem for _, found in received for problem in found]
        pieces = (piece for piece, _ in received)
        book = map_pieces(lambda _: next(pieces), self._book)
        loose = {}
        in_notes = self._style.in_notes
        for place, section in enumerate(order.loose):
            if section.sent.division:
                came = receive(section, *next(came_back[section.lang]), str, in_notes=in_notes)
                problems.extend(came.problems)
                loose[place] = came.notes[LOOSE][0]
        book, found = self._listed(map_loose(in_turn(loose), book), texts, lines)
        said = {problem.message for problem in found}
        return book, found + [problem for problem in problems if problem.message not in said]

    def _received(
        self, piece: Piece, answer: Answer, number: int
    ) -> tuple[Piece, tuple[Problem, ...]]:
        """Return a piece with its citations set, and what is wrong with them."""
        in_notes = self._style.in_notes

        def make() -> tuple[Piece, tuple[Problem, ...]]:
            section = self._sections.pop(piece.slug, None) or self._section(piece)
            received = receive(section, answer, number, labels_for(piece), in_notes=in_notes)
            return piece_with(piece, received), tuple(received.problems)

        own = (answer.blocks[number], f"{answer.inside} {in_notes}")
        return self._kept.recall(make, "set", self._keys[piece.slug], *own)

    def _listed(
        self, book: Book, texts: Mapping[str, Answer], lines: Mapping[str, Answer]
    ) -> tuple[Book, list[Problem]]:
        """Add the list of works, and where pieces appeared first."""
        entries, found = self._entries(texts[book.lang], "")
        sources = {lang: self._works(answer)[0] for lang, answer in lines.items()}
        others = {
            lang: self._entries(answer, lang)[0]
            for lang, answer in texts.items()
            if lang != book.lang and book.citations.list in {"piece", "both"}
        }

        def with_works(piece: Piece) -> Piece:
            line = sources.get(piece.lang, {}).get(piece.published, piece.source_line)
            return replace(piece, source_line=line, bibliography=others.get(piece.lang, ()))

        return replace(map_pieces(with_works, book), bibliography=entries), found

    def _entries(
        self, answer: Answer, lang: str
    ) -> tuple[tuple[BibliographyEntry, ...], list[Problem]]:
        """Return the list of all works in one language, if the book wants a list at all."""
        works, problems = self._works(answer)
        if self._book.citations.list == "none":
            works = {}
        return tuple(BibliographyEntry(k, run, lang=lang) for k, run in works.items()), problems

    def _works(self, answer: Answer) -> tuple[dict[str, Run], list[Problem]]:
        places = [reference.place for reference in self._book.references.values()]
        return self._kept.recall(
            lambda: works_listed(answer, self._book), "works", answer.key, places
        )


def _in_order(
    lang: str, asked: Sequence[tuple[str, Slice, Answer]]
) -> Iterator[tuple[Answer, int]]:
    """Yield the answers to the sections in one language, and where each of these stands."""
    for other, one, answer in asked:
        if other == lang:
            yield from ((answer, place) for place in one.places)


def _as_it_is(piece: Piece) -> tuple[Piece, tuple[Problem, ...]]:
    return piece, ()


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
