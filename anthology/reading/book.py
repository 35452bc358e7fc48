"""Read a whole project: ``anthology.yaml``, the texts it names, the bibliography."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath

from anthology.files import TEXT_NAME
from anthology.halves import in_two
from anthology.kept import Kept
from anthology.model import (
    Apparatus,
    Block,
    Book,
    FoldedPiece,
    Note,
    Part,
    Piece,
    Reference,
    Term,
)
from anthology.model.folded import MANY
from anthology.problems import Code, Place, Problem, error
from anthology.reading.cited import cited_only, named_keys
from anthology.reading.front_matter import FrontMatter, divide, read_front_matter
from anthology.reading.imports import read_imports
from anthology.reading.index import read_terms
from anthology.reading.keeping import KeptTexts
from anthology.reading.markdown import Markdown, Surroundings
from anthology.reading.project import Project
from anthology.reading.settings import PartPlan, Settings, read_settings
from anthology.reading.yaml import Scalar
from anthology.store import Results

SETTINGS = "anthology.yaml"
TEXTS = "texts"
BIBLIOGRAPHIES = "bib"
IMPORTED = "bib/imported.bib"
"""Entries that `anthology import` adds for works it finds cited."""

CONCORDANCE = "texts/index.yaml"
"""What the index lists besides the marks in the texts."""

HEADNOTE = "headnote/"
"""Goes before the labels of the notes of a headnote: they stand in the piece with its own."""


def read_book(
    root: Path, *, whole: bool = True, kept: Results | None = None
) -> tuple[Book | None, list[Problem]]:
    """Read the project in ``root``.

    Args:
        root: The folder of ``anthology.yaml``.
        whole: Whether the bibliography is read to its last entry; else what nothing
            cites is passed over, and so are faults in it.
        kept: Where texts are kept as they were read; None keeps none.

    Returns:
        The book, or None when ``anthology.yaml`` itself cannot be used, and all problems:
        first those of ``anthology.yaml``, then the texts' in their order, then the
        bibliography's.
    """
    project = Project(root)
    if not project.exists(SETTINGS):
        hint = "run this in the folder of a project, or make one: anthology new DIR"
        message = "there is no anthology.yaml here"
        return None, [error(Place(SETTINGS), Code.FILE_MISSING, message, hint)]
    source, problems = project.read(SETTINGS)
    if source is None:
        return None, problems
    settings, problems = read_settings(source, SETTINGS)
    if settings is None:
        return None, problems
    citing = None if whole else named_keys([source])
    book = _Reader(project, settings, problems, citing, Kept(kept)).read()
    return book, sorted(problems, key=_order)


def _order(problem: Problem) -> tuple[bool, int]:
    """Order ``anthology.yaml`` by its lines; leave the other files as they were read."""
    of_settings = problem.place.file == SETTINGS
    return not of_settings, problem.place.line if of_settings else 0


def _texts(settings: Settings) -> Iterator[Scalar]:
    """Yield the texts that the settings name, in reading order."""
    yield from settings.front
    for item in settings.contents:
        if isinstance(item, Scalar):
            yield item
        else:
            yield from (item.introduction,) if item.introduction else ()
            yield from item.pieces
    yield from settings.back


class _Reader:
    """Reads what the settings name, each file once."""

    def __init__(
        self,
        project: Project,
        settings: Settings,
        problems: list[Problem],
        citing: set[str] | None,
        kept: Kept,
    ) -> None:
        self._kept = kept
        self._texts = KeptTexts(kept)
        self._project = project
        self._citing = citing
        """What is named so far that may be a work; None: every entry is read anyhow."""

        self._settings = settings
        self._problems = problems
        prefixes = tuple(s.prefix for s in settings.book.streams if s.prefix)
        self._surroundings = Surroundings(prefixes, project.exists)
        self._read: Iterator[Piece | None] = iter(())
        """The pieces in reading order; None for one that there is not."""

        self._kind = Piece
        self._named: dict[str, Place] = {}
        """Where each text is named."""

        self._unread: set[str] = set()

    def read(self) -> Book:
        """Read the pieces and the bibliography into the book of the settings."""
        settings = self._settings
        reading = [partial(self._piece, name) for name in _texts(settings)]
        self._kind = FoldedPiece if len(reading) > MANY else Piece
        self._read = iter(in_two(reading, helped=self._kept.keeps))
        front = self._pieces(settings.front)
        contents = [self._item(item) for item in settings.contents]
        book = replace(
            settings.book,
            front=front,
            contents=tuple(item for item in contents if item is not None),
            back=self._pieces(settings.back),
        )
        files, references = self._references(self._needed(book))
        book = replace(
            book,
            citations=replace(settings.book.citations, files=files),
            concordance=replace(settings.book.concordance, terms=self._terms()),
            references=references,
            unread=frozenset(self._unread),
            folder=self._project.root,
        )
        if Apparatus.TEXTUAL_NOTE not in book.apparatus:
            return book
        pieces = (piece.file for piece in book.pieces())
        return replace(book, imports=read_imports(self._project, pieces))

    def _terms(self) -> tuple[Term, ...]:
        if not self._project.exists(CONCORDANCE):
            return ()
        terms, problems = read_terms(self._source(CONCORDANCE) or "", CONCORDANCE)
        self._problems.extend(problems)
        return terms

    def _item(self, item: Scalar | PartPlan) -> Part | Piece | None:
        if isinstance(item, Scalar):
            return next(self._read)
        introduction = next(self._read) if item.introduction else None
        return Part(item.title, item.slug, item.place, self._pieces(item.pieces), introduction)

    def _pieces(self, names: Collection[Scalar]) -> tuple[Piece, ...]:
        pieces = islice(self._read, len(names))
        return tuple(piece for piece in pieces if piece is not None)

    def _piece(self, name: Scalar) -> Piece | None:
        file = self._text(name)
        source = self._source(file) if file else None
        if source is None:
            return None
        divided = divide(source)
        matter, problems = read_front_matter(divided, file, self._surroundings)
        self._problems.extend(problems)
        around = replace(self._surroundings, marks=tuple(matter.marks))
        text = self._markdown(divided.body, file, divided.first_line, around)
        headnote, notes = self._headnote(matter)
        return self._made(matter, file, text, headnote, notes)

    def _text(self, name: Scalar) -> str:
        """Find a text that the settings name, and see that its name can be an address."""
        file, problems = self._project.find(name.text, TEXTS, name.place)
        self._problems.extend(problems)
        if file and not TEXT_NAME.fullmatch(PurePosixPath(file).name):
            message = f"“{name.text}” cannot be the address of a text"
            hint = "rename the file: letters without accents, digits and “-”, then .md"
            self._problems.append(error(name.place, Code.FILE_NAME, message, hint))
            file = file if file.endswith(".md") else ""
        slug = PurePosixPath(file).stem
        if file and slug in self._named:
            message = f"a text “{slug}” is named already"
            hint = f"{self._named[slug]} has it: a text stands in a book once"
            self._problems.append(error(name.place, Code.FILE_TWICE, message, hint))
            return ""
        self._named[slug] = name.place
        return file

    def _source(self, file: str) -> str | None:
        source, problems = self._project.read(file)
        self._problems.extend(problems)
        if source is None:
            self._unread.add(file)
        if self._citing is not None and source and file.endswith(".md"):
            self._citing |= named_keys([source])
        return source

    def _markdown(
        self, body: str, file: str, line: int, around: Surroundings, prefix: str = ""
    ) -> Markdown:
        text = self._texts.read(body, file, line, prefix, around)
        self._problems.extend(text.problems)
        return text

    def _headnote(self, matter: FrontMatter) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
        if matter.headnote is None:
            return (), ()
        file, problems = self._project.find(matter.headnote.text, TEXTS, matter.headnote.place)
        self._problems.extend(problems)
        source = self._source(file) if file else None
        if source is None:
            return (), ()
        divided = divide(source)
        if divided.head is not None:
            message = "a headnote has no front matter"
            hint = "delete the lines down to the second ---"
            self._problems.append(error(Place(file, 1), Code.SETTING_UNKNOWN, message, hint))
        line = divided.first_line
        text = self._markdown(divided.body, file, line, self._surroundings, HEADNOTE)
        return text.blocks, text.notes

    def _made(
        self,
        matter: FrontMatter,
        file: str,
        text: Markdown,
        headnote: tuple[Block, ...],
        notes: tuple[Note, ...],
    ) -> Piece:
        return self._kind(
            slug=PurePosixPath(file).stem,
            file=file,
            title=matter.title,
            place=matter.place,
            lang=matter.lang or self._settings.book.lang,
            subtitle=matter.subtitle,
            short_title=matter.short_title,
            authors=matter.authors,
            date=matter.date,
            published=matter.published,
            publication=matter.publication,
            issue=matter.issue,
            history=matter.history,
            thanks=matter.thanks,
            headnote=headnote,
            rights=matter.rights,
            blocks=text.blocks,
            notes=notes + text.notes,
            notes_place=matter.notes_place,
            captions=matter.captions,
        )

    def _needed(self, book: Book) -> set[str] | None:
        """Return the keys of all works that the book may name; None for every one there is."""
        nocite = book.citations.nocite
        if self._citing is None or "*" in nocite:
            return None
        published = {piece.published for piece in book.pieces() if piece.published}
        return self._citing | published | {*nocite}

    def _references(
        self, keys: set[str] | None
    ) -> tuple[tuple[str, ...], dict[str, Reference]]:
        files = self._bibliographies()
        read = ((file, self._source(file)) for file in files)
        sources = {file: source for file, source in read if source is not None}
        references: dict[str, Reference] = {}
        for file, source in (sources if keys is None else cited_only(sources, keys)).items():
            found, problems = self._entries(source, file)
            self._problems.extend(problems)
            for key, reference in found.items():
                if key in references:
                    message = f"“{key}” is defined twice"
                    hint = f"{references[key].place} has it already: keep one of the two"
                    place = reference.place
                    self._problems.append(error(place, Code.BIB_DUPLICATE, message, hint))
                else:
                    references[key] = reference
        return tuple(files), references

    def _entries(self, source: str, file: str) -> tuple[dict[str, Reference], list[Problem]]:
        def read() -> tuple[dict[str, Reference], list[Problem]]:
            from anthology.reading.bibliography import read_bibliography  # and its library

            return read_bibliography(source, file)

        return self._kept.recall(read, "bibliography", source, file)

    def _bibliographies(self) -> list[str]:
        """Name the files of the settings, or else all that lie in ``bib/``.

        The entries that imports have added are always read: a piece would lack them.
        """
        names = self._settings.bibliographies
        if not names:
            folder = self._project.root / BIBLIOGRAPHIES
            return [f"{BIBLIOGRAPHIES}/{file.name}" for file in sorted(folder.glob("*.bib"))]
        files: list[str] = []
        for name in names:
            file, problems = self._project.find(name.text, BIBLIOGRAPHIES, name.place)
            self._problems.extend(problems)
            if file in files:
                message, hint = f"“{name.text}” is named already", "name it once"
                self._problems.append(error(name.place, Code.FILE_TWICE, message, hint))
            elif file:
                files.append(file)
        if IMPORTED not in files and (self._project.root / IMPORTED).is_file():
            files.append(IMPORTED)
        return files
