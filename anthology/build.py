"""Build the book: this file names every stage, in order, and does little else."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from anthology.checks import check_book
from anthology.editions.faults import EditionError
from anthology.editions.letters import NOT_PRINTED, Printed
from anthology.files import write_whole
from anthology.model import Book, EditionSettings
from anthology.objects import store_at
from anthology.options import BuildOptions as BuildOptions
from anthology.passes import run_passes
from anthology.passes.offprint import offprint
from anthology.problems import Code, Problem, did_you_mean, error, has_errors
from anthology.progress import Progress, Unwatched
from anthology.reading.book import read_book
from anthology.store import Results, Store

SUFFIXES = {"epub": ".epub", "screen": "-screen.pdf", "print": "-print.pdf"}
"""What follows the slug in the name of each edition’s file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of the sources."""

    book: Book | None
    """None when ``anthology.yaml`` itself cannot be used."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One finished edition, as ``report.json`` has it."""

    edition: str
    file: str
    sha256: str = ""
    pages: int = 0
    """Of a PDF; 0 for an EPUB."""

    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time by stage."""

    problems: tuple[Problem, ...] = ()
    hits: int = 0
    """Sections that an earlier build had laid out."""

    misses: int = 0
    """Sections that this one did."""

    typography: dict[str, Any] = field(default_factory=dict)
    """Of a PDF: its justified ``lines``, and ``flaws``, each with the pages that have it."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of a build."""

    outputs: tuple[Path, ...]
    """The files made, in the order of the editions; none when something was wrong."""

    problems: tuple[Problem, ...]
    written: tuple[Path, ...] = ()
    """All files made: also those that go with an edition, and the report."""


def load_book(root: Path, *, set_citations: bool = True, kept: Results | None = None) -> Loaded:
    """Read, pass and check the book in ``root``; write nothing.

    Args:
        root: The folder of ``anthology.yaml``.
        set_citations: Whether citations are put into words, which starts another
            program; faults in them are found in any case. A book that is to be set
            does not read the entries of its bibliography that nothing cites.
        kept: Where texts as they were read, and answers of that program, are kept from
            build to build; None keeps none.
    """
    book, problems = read_book(root, whole=not set_citations, kept=kept)
    if book is None:
        return Loaded(None, tuple(problems))
    book, found = run_passes(book, set_citations=set_citations, kept=kept)
    problems = [*problems, *found, *check_book(book)]
    return Loaded(book, tuple(problems))


def check(root: Path) -> list[Problem]:
    """Return every problem of the sources."""
    return list(load_book(root, set_citations=False).problems)


def build(
    root: Path, options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildResult:
    """Make the editions; replace the old ones only when all of them are done.

    Raises:
        OSError: an output cannot be written, or a library of the system is missing.
        MissingProgram: a program is missing; for a release, also EPUBCheck.
    """
    options, progress = options or BuildOptions(), progress or Unwatched()
    progress.started("reading")
    loaded = load_book(root, kept=_store(root, options))
    progress.finished("reading")
    problems = list(loaded.problems)
    if loaded.book is None or _stopped(problems, options):
        return BuildResult((), tuple(problems))
    wanted, found = _wanted(loaded.book, options)
    book, told = _chosen(loaded.book, options, progress)
    problems += [*found, *told]
    if _stopped(problems, options):
        return BuildResult((), tuple(problems))
    made, told = _make(book, wanted, options, progress)
    problems += told
    if options.release and not _stopped(problems, options):
        problems += _examined(made)
    if _stopped(problems, options):
        return BuildResult((), tuple(problems))
    folder = options.output or root / "build"
    files: dict[str, bytes | str] = {}
    for one in made:
        files |= {one.edition.file: one.content, **one.beside}
    if not options.piece:
        files["report.json"] = _report(made)
    for name, content in files.items():
        write_whole(folder / name, content)
    outputs = tuple(folder / one.edition.file for one in made)
    return BuildResult(outputs, tuple(problems), tuple(folder / name for name in files))


def _chosen(
    book: Book, options: BuildOptions, progress: Progress
) -> tuple[Book, list[Problem]]:
    """Return the book, or an offprint of it with the page numbers of the volume."""
    if not options.piece:
        return book, []
    pieces = {piece.slug: piece for piece in book.pieces()}
    if options.piece not in pieces:
        hint = did_you_mean(options.piece, pieces, f"there are: {', '.join(pieces)}")
        message = f"there is no piece “{options.piece}” in this book"
        return book, [error(book.place, Code.FILE_MISSING, message, hint)]
    printed = next((one for one in book.editions if one.name == _printed(book)), None)
    if printed is None:
        return offprint(book, pieces[options.piece]), []
    volume = _pdf(_as(printed, book), printed, options, progress)
    pages = [one.label for one in volume.printed.starts if one.slug == options.piece]
    problems = list(volume.edition.problems)
    return offprint(book, pieces[options.piece], tuple(pages)), problems


def _examined(made: Iterable[_Made]) -> list[Problem]:
    """Return what validators have against the editions; they are not replaced then."""
    from anthology.editions.epub.validation import faults

    books = (one for one in made if one.edition.edition == "epub")
    return [fault for one in books for fault in faults(one.content, one.edition.file)]


def _stopped(problems: list[Problem], options: BuildOptions) -> bool:
    return bool(problems) if options.release else has_errors(problems)


def _wanted(
    book: Book, options: BuildOptions
) -> tuple[tuple[EditionSettings, ...], list[Problem]]:
    """Choose the editions; one that was not declared is a problem."""
    declared = {edition.name: edition for edition in book.editions}
    if not options.editions:
        return book.editions, []
    missing = [name for name in options.editions if name not in declared]
    hint = "declare it under editions: in anthology.yaml."
    problems = [
        error(
            book.place,
            Code.SETTING_MISSING,
            f"there is no edition “{name}” in this book",
            did_you_mean(name, declared, hint),
        )
        for name in missing
    ]
    return tuple(declared[name] for name in options.editions if name in declared), problems


@dataclass(frozen=True, slots=True)
class _Made:
    """One edition in memory."""

    content: bytes
    edition: Edition
    printed: Printed = NOT_PRINTED
    """What the EPUB has to know of the pages of a PDF."""

    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Files that go with it: name → content."""


def _make(
    book: Book, wanted: Sequence[EditionSettings], options: BuildOptions, progress: Progress
) -> tuple[list[_Made], list[Problem]]:
    """Make the editions wanted.

    Pages come first: an EPUB lists those of print, and so it is the same file whether or
    not the PDF is asked for, too.
    """
    names = [settings.name for settings in wanted]
    printed = _printed(book) if "epub" in names else ""
    made = {
        settings.name: _pdf(_as(settings, book), settings, options, progress)
        for settings in book.editions
        if settings.name != "epub" and settings.name in (*names, printed)
    }
    if "epub" in names:
        (settings,) = (one for one in wanted if one.name == "epub")
        pages = made[printed].printed if printed else NOT_PRINTED
        made["epub"] = _epub(_as(settings, book), pages, options, progress)
    problems = [problem for one in made.values() for problem in one.edition.problems]
    return [made[name] for name in names], list(dict.fromkeys(problems))


def _as(settings: EditionSettings, book: Book) -> Book:
    """Return the book as one edition wants it: the notes in the edition’s own place."""
    return replace(book, notes_place=settings.notes_place or book.notes_place)


def _printed(book: Book) -> str:
    """Return the name of the edition whose pages the EPUB lists; empty when there is none."""
    declared = {settings.name for settings in book.editions}
    return next((name for name in ("print", "screen") if name in declared), "")


def _epub(book: Book, printed: Printed, options: BuildOptions, progress: Progress) -> _Made:
    # Checking a book needs none of these.
    from anthology.editions.cover import make_cover
    from anthology.editions.epub import write_epub
    from anthology.editions.onix import write_onix

    file = f"{book.slug}{SUFFIXES['epub']}"
    progress.started("epub")
    start = time.perf_counter()
    try:
        store = _store(book.folder, options)
        cover = make_cover(book, store)
        content = write_epub(book, printed, cover, store)
        if store:
            store.trim()
    except EditionError as fault:
        return _Made(b"", Edition("epub", file, problems=(fault.problem,)))
    finally:
        progress.finished("epub")
    if book.volume:
        edition = Edition("epub", file, _sha256(content))
        return _Made(content, edition)
    beside = {
        f"{book.slug}-cover{cover.suffix}": cover.picture,
        f"{book.slug}.onix.xml": write_onix(book, paged=bool(printed.starts)),
    }
    if cover.drawing:
        beside[f"{book.slug}-cover.svg"] = cover.drawing
    seconds = {"all": time.perf_counter() - start}
    edition = Edition("epub", file, _sha256(content), 0, seconds)
    return _Made(content, edition, beside=beside)


def _pdf(
    book: Book, settings: EditionSettings, options: BuildOptions, progress: Progress
) -> _Made:
    # Checking a book needs no WeasyPrint, and few books need a cluster.
    from anthology.cluster import connected
    from anthology.editions.pdf import Means, write_pdf

    file = f"{book.slug}{SUFFIXES[settings.name]}"
    try:
        with connected(options.scheduler, options.store) as cluster:
            store = _store(book.folder, options)
            made = write_pdf(
                book, settings, Means(options.jobs, store, cluster, options.limit), progress
            )
        if store:
            store.trim()
        beside, problems = _wrapped(book, settings, made.pages if made.content else 0)
    except EditionError as fault:
        return _Made(b"", Edition(settings.name, file, problems=(fault.problem,)))
    edition = Edition(
        settings.name,
        file,
        _sha256(made.content),
        made.pages,
        dict(made.seconds),
        (*made.problems, *problems),
        made.hits,
        made.misses,
        asdict(made.proofs),
    )
    return _Made(made.content, edition, made.printed, beside)


def _wrapped(
    book: Book, settings: EditionSettings, pages: int
) -> tuple[dict[str, bytes], list[Problem]]:
    """Make the cover of a printed volume, as wide as its pages are thick."""
    from anthology.editions.pdf.wrap import write_wrap

    if settings.name != "print" or book.volume or not pages:
        return {}, []
    content, problems = write_wrap(book, settings, pages)
    return {f"{book.slug}-print-cover.pdf": content}, problems


def _store(root: Path, options: BuildOptions) -> Results | None:
    if not options.cache:
        return None
    if options.store:
        return store_at(options.store)
    return Store(root / ".cache", options.cache_size)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _report(made: Iterable[_Made]) -> str:
    """Return ``report.json``: what was made of what, for other programs."""
    editions = [asdict(one.edition) for one in made]
    return json.dumps({"editions": editions}, ensure_ascii=False, indent=2) + "\n"
