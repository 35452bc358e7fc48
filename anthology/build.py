"""Build the book: this file names every stage, in order, and does little else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from anthology.checks import check_book
from anthology.files import write_whole
from anthology.halves import beside
from anthology.making import (
    Begun,
    Made,
    as_edition,
    begin_pages,
    begun,
    begun_cover,
    dismiss_engine,
    load_engine_beside,
    load_epub,
    make,
    make_pdf,
    printed_edition,
    store_of,
)
from anthology.model import Book, EditionSettings
from anthology.options import BuildOptions as BuildOptions
from anthology.passes import run_passes
from anthology.passes.offprint import offprint
from anthology.problems import Code, Problem, did_you_mean, error, has_errors
from anthology.progress import Progress, Unwatched
from anthology.reading.book import read_book
from anthology.store import Results, Store


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of the sources."""

    book: Book | None
    """None when ``anthology.yaml`` itself cannot be used."""

    problems: tuple[Problem, ...]
    begun: Begun = field(default_factory=Begun)
    """What was made on the way."""


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
    loaded = _finished(root, set_citations=set_citations, kept=kept)
    if loaded.book is None:
        return loaded
    return Loaded(loaded.book, (*loaded.problems, *check_book(loaded.book)))


def _finished(
    root: Path,
    *,
    set_citations: bool,
    kept: Results | None,
    options: BuildOptions | None = None,
) -> Loaded:
    book, problems = read_book(root, whole=not set_citations, kept=kept)
    if book is None:
        return Loaded(None, tuple(problems))
    cover, meanwhile = None, None
    if options:
        load_engine_beside(book, options)
        cover = None if has_errors(problems) else begun_cover(book, options)
        meanwhile = partial(load_epub, book, options)
    book, found = run_passes(book, set_citations=set_citations, kept=kept, meanwhile=meanwhile)
    return Loaded(book, (*problems, *found), Begun(cover))


def check(root: Path) -> list[Problem]:
    """Return every problem of the sources; texts that are as they were are not read again."""
    kept = Store(root / ".cache")  # the next build keeps its size in bounds
    return list(load_book(root, set_citations=False, kept=kept).problems)


def build(
    root: Path, options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildResult:
    """Make the editions; replace the old ones only when all of them are done.

    Raises:
        OSError: an output cannot be written, or a library of the system is missing.
        MissingProgram: a program is missing; for a release, also EPUBCheck.
    """
    options, progress = options or BuildOptions(), progress or Unwatched()
    try:
        return _built(root, options, progress)
    finally:
        dismiss_engine(options)


def _built(root: Path, options: BuildOptions, progress: Progress) -> BuildResult:
    progress.started("reading")
    store = store_of(root, options)
    loaded = _finished(root, set_citations=True, kept=store, options=options)
    loaded = _checked_beside(loaded, options)
    progress.finished("reading")
    problems = list(loaded.problems)
    if loaded.book is None or _stopped(problems, options):
        return BuildResult((), tuple(problems))
    wanted, found = _wanted(loaded.book, options)
    book, told = _chosen(loaded.book, options, progress)
    problems += [*found, *told]
    if _stopped(problems, options):
        return BuildResult((), tuple(problems))
    _require_examiners(wanted, options)
    made, told = make(book, wanted, options, progress, loaded.begun)
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


def _checked_beside(loaded: Loaded, options: BuildOptions) -> Loaded:
    """Check the book in another process, and begin editions, if nothing is wrong so far."""
    if loaded.book is None:
        return loaded
    checked = beside(partial(check_book, loaded.book))
    so_far = Begun()
    if not has_errors(loaded.problems):
        begin_pages(loaded.book, options)
        so_far = begun(loaded.book, options, loaded.begun.cover)
    return Loaded(loaded.book, (*loaded.problems, *checked()), so_far)


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
    printed = next((one for one in book.editions if one.name == printed_edition(book)), None)
    if printed is None:
        return offprint(book, pieces[options.piece]), []
    volume = make_pdf(as_edition(printed, book), printed, options, progress)
    pages = [one.label for one in volume.printed.starts if one.slug == options.piece]
    problems = list(volume.edition.problems)
    return offprint(book, pieces[options.piece], tuple(pages)), problems


def _require_examiners(wanted: Iterable[EditionSettings], options: BuildOptions) -> None:
    """See that who is to examine a release is there, before it is made."""
    if options.release and any(edition.name == "epub" for edition in wanted):
        from anthology.editions.epub.epubcheck import require

        require()


def _examined(made: Iterable[Made]) -> list[Problem]:
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


def _report(made: Iterable[Made]) -> str:
    """Return ``report.json``: what was made of what, for other programs."""
    editions = [asdict(one.edition) for one in made]
    return json.dumps({"editions": editions}, ensure_ascii=False, indent=2) + "\n"
