"""Make the editions of a finished book, in memory."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anthology.editions.faults import EditionError
from anthology.editions.letters import NOT_PRINTED, Printed
from anthology.model import Book, EditionSettings
from anthology.objects import store_at
from anthology.options import PAGED, BuildOptions
from anthology.problems import Problem
from anthology.progress import Progress
from anthology.servers import start_server
from anthology.store import Results, Store

if TYPE_CHECKING:
    from anthology.editions.cover import Cover
    from anthology.editions.epub import Page

SUFFIXES = {"epub": ".epub", "screen": "-screen.pdf", "print": "-print.pdf"}
"""What follows the slug in the name of each edition’s file."""


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
class Made:
    """One edition in memory."""

    content: bytes
    edition: Edition
    printed: Printed = NOT_PRINTED
    """What the EPUB has to know of the pages of a PDF."""

    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Files that go with it: name → content."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What there is of the EPUB before the book has been checked."""

    cover: Cover | None = None
    pages: tuple[Page, ...] = ()
    """Its text."""

    seconds: float = 0.0
    """What that took."""


def make(
    book: Book,
    wanted: Sequence[EditionSettings],
    options: BuildOptions,
    progress: Progress,
    begun: Begun,
) -> tuple[list[Made], list[Problem]]:
    """Make the editions wanted.

    Pages come first: an EPUB lists those of print, and so it is the same file whether or
    not the PDF is asked for, too.
    """
    names = [settings.name for settings in wanted]
    printed = printed_edition(book) if "epub" in names else ""
    made = {
        settings.name: make_pdf(as_edition(settings, book), settings, options, progress)
        for settings in book.editions
        if settings.name != "epub" and settings.name in (*names, printed)
    }
    if "epub" in names:
        (settings,) = (one for one in wanted if one.name == "epub")
        pages = made[printed].printed if printed else NOT_PRINTED
        made["epub"] = _epub(as_edition(settings, book), pages, options, progress, begun)
    problems = [problem for one in made.values() for problem in one.edition.problems]
    return [made[name] for name in names], list(dict.fromkeys(problems))


def as_edition(settings: EditionSettings, book: Book) -> Book:
    """Return the book as one edition wants it: the notes in the edition’s own place."""
    return replace(book, notes_place=settings.notes_place or book.notes_place)


def printed_edition(book: Book) -> str:
    """Return the name of the edition whose pages the EPUB lists; empty when there is none."""
    declared = {settings.name for settings in book.editions}
    return next((name for name in ("print", "screen") if name in declared), "")


def load_engine_beside(book: Book, options: BuildOptions) -> None:
    """Have the layout engine loaded while a book is passed and checked, if pages are wanted."""
    declared = tuple(settings.name for settings in book.editions)
    if replace(options, editions=options.editions or declared).need_engine:
        start_server()


def begin_pages(book: Book, options: BuildOptions) -> None:
    """Have pages begun while a book is checked.

    Only if nothing but pages is wanted, so that no process is forked after it. A fault in a
    template is left to its edition.
    """
    settings = next((one for one in book.editions if one.name in options.editions), None)
    here = not (options.scheduler or options.piece)
    if settings and here and {*options.editions} <= PAGED:
        from anthology.editions import pdf  # only pages need it

        means = pdf.Means(options.jobs, store_of(book.folder, options), limit=options.limit)
        with suppress(EditionError):
            pdf.begin(as_edition(settings, book), settings, means)


def dismiss_engine(options: BuildOptions) -> None:
    """End the processes of the engine that were started for nothing."""
    if options.editions and "anthology.editions.pdf" in sys.modules:
        from anthology.editions import pdf

        pdf.dismiss()


def load_epub(book: Book, options: BuildOptions) -> None:
    """Load what the EPUB is made with, while there is nothing else to do."""
    if "epub" in (options.editions or [settings.name for settings in book.editions]):
        import anthology.editions.cover
        import anthology.editions.epub
        import anthology.editions.onix  # noqa: F401


def begun_cover(book: Book, options: BuildOptions) -> Cover | None:
    """Begin to paint the cover of a book as it was read, if no pass will put words into it."""
    if book.cover or not _begins(book, options):
        return None
    from anthology.editions.cover import begin_cover

    try:
        return begin_cover(book, store_of(book.folder, options))
    except EditionError:
        return None


def begun(book: Book, options: BuildOptions, cover: Cover | None) -> Begun:
    """Begin the EPUB while the book is being checked: its cover; and its text, without print.

    Nothing is opened that a check must see first; a fault in a template is left to its edition.

    Args:
        book: A finished book.
        options: What is asked of the build.
        cover: That of the book as it was read, if it was begun.
    """
    settings = _begins(book, options)
    if settings is None:
        return Begun()
    from anthology.editions.cover import make_cover

    start = time.perf_counter()
    store = store_of(book.folder, options)
    try:
        cover = None if book.cover else make_cover(book, store, cover)
        if printed_edition(book) or not cover:
            return Begun(cover)
        from anthology.editions.epub import make_pages  # while the cover is painted

        pages = make_pages(as_edition(settings, book), NOT_PRINTED, cover, store)
        return Begun(cover, pages, time.perf_counter() - start)
    except EditionError:
        return Begun()


def _begins(book: Book, options: BuildOptions) -> EditionSettings | None:
    """Return the EPUB among the editions, if it comes first; an offprint has its own cover."""
    if options.piece or {*options.editions} - {"epub"}:
        return None
    return next((one for one in book.editions if one.name == "epub"), None)


def _epub(
    book: Book,
    printed: Printed,
    options: BuildOptions,
    progress: Progress,
    begun: Begun,
) -> Made:
    # Checking a book needs none of these.
    from anthology.editions.cover import make_cover
    from anthology.editions.epub import write_epub
    from anthology.editions.onix import write_onix

    file = f"{book.slug}{SUFFIXES['epub']}"
    progress.started("epub")
    start = time.perf_counter()
    try:
        store = store_of(book.folder, options)
        cover = begun.cover or make_cover(book, store)
        entry = b"" if book.volume else write_onix(book, paged=bool(printed.starts))
        content = write_epub(book, printed, cover, store, begun.pages)
        if store:
            store.trim()
    except EditionError as fault:
        return Made(b"", Edition("epub", file, problems=(fault.problem,)))
    finally:
        progress.finished("epub")
    if book.volume:
        edition = Edition("epub", file, _sha256(content))
        return Made(content, edition)
    beside = {
        f"{book.slug}-cover{cover.suffix}": cover.picture,
        f"{book.slug}.onix.xml": entry,
    }
    if cover.drawing:
        beside[f"{book.slug}-cover.svg"] = cover.drawing
    seconds = {"all": begun.seconds + time.perf_counter() - start}
    edition = Edition("epub", file, _sha256(content), 0, seconds)
    return Made(content, edition, beside=beside)


def make_pdf(
    book: Book, settings: EditionSettings, options: BuildOptions, progress: Progress
) -> Made:
    """Make a PDF.

    Raises:
        OSError: a library of the system is missing.
    """
    # Checking a book needs no WeasyPrint, and few books need a cluster.
    from anthology.cluster import connected
    from anthology.editions.pdf import Means, write_pdf

    file = f"{book.slug}{SUFFIXES[settings.name]}"
    try:
        with connected(options.scheduler, options.store) as cluster:
            store = store_of(book.folder, options)
            made = write_pdf(
                book, settings, Means(options.jobs, store, cluster, options.limit), progress
            )
        if store:
            store.trim()
        beside, problems = _wrapped(book, settings, made.pages if made.content else 0)
    except EditionError as fault:
        return Made(b"", Edition(settings.name, file, problems=(fault.problem,)))
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
    return Made(made.content, edition, made.printed, beside)


def _wrapped(
    book: Book, settings: EditionSettings, pages: int
) -> tuple[dict[str, bytes], list[Problem]]:
    """Make the cover of a printed volume, as wide as its pages are thick."""
    from anthology.editions.pdf.wrap import write_wrap

    if settings.name != "print" or book.volume or not pages:
        return {}, []
    content, problems = write_wrap(book, settings, pages)
    return {f"{book.slug}-print-cover.pdf": content}, problems


def store_of(root: Path, options: BuildOptions) -> Results | None:
    """Return where results are kept; None when nothing of earlier builds may be used."""
    if not options.cache:
        return None
    if options.store:
        return store_at(options.store)
    return Store(root / ".cache", options.cache_size)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
