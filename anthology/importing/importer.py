"""From a raw file to a clean piece with its ledger."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anthology.cleaning import Wishes, clean
from anthology.cleaning.ledger_file import Ledger, make_ledger, write_ledger
from anthology.cleaning.readers import RefusedError, read
from anthology.files import write_whole
from anthology.importing.places import Places, places_for
from anthology.importing.report import Report
from anthology.problems import Code, Place, Problem, error

LARGEST = 200 * 1024 * 1024
"""Bytes: a larger raw file is refused; no text is that long."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the editor asked for."""

    to: Path | None = None
    dry_run: bool = False
    merge: bool = False
    link_citations: bool = True
    queries_in_text: bool = True


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; no report when the file was refused."""

    problems: tuple[Problem, ...]
    places: Places
    report: Report | None = None
    text: str = ""
    """The piece as it was, or would be, written."""


def import_file(raw: Path, options: Options) -> Imported:
    """Clean a raw file and write piece, raw copy and ledger.

    Raises:
        OSError: a file cannot be read or written.
    """
    places = places_for(raw, options.to)
    if raw.stat().st_size > LARGEST:
        message = f"the file is larger than {LARGEST // 2**20} MB"
        return _refused(places, message, "import its parts one by one")
    content = raw.read_bytes()
    try:
        source = read(content, raw.name)
    except RefusedError as fault:
        return _refused(places, str(fault), fault.hint)
    wishes = Wishes(options.link_citations, options.queries_in_text)
    cleaned = clean(source.text, wishes, source.draft)
    piece = _relative(places)
    ledger = make_ledger(content, places.copy.name, piece, source, cleaned.steps, cleaned.text)
    report = Report(places.shown(raw), places.shown(places.piece), source, cleaned)
    problems = () if options.dry_run else _write(places, content, ledger, cleaned.text)
    return Imported(problems, places, report, cleaned.text)


def _refused(places: Places, message: str, hint: str) -> Imported:
    place = Place(places.shown(places.raw))
    return Imported((error(place, Code.RAW_REFUSED, message, hint),), places)


def _relative(places: Places) -> str:
    """The piece, seen from the folder of the ledger."""
    from os.path import relpath

    return Path(relpath(places.piece, places.ledger.parent)).as_posix()


def _write(places: Places, content: bytes, ledger: Ledger, text: str) -> tuple[Problem, ...]:
    """Write the three files: the ledger last, since it vouches for the others."""
    if places.piece.exists():
        message = "the piece is there already"
        hint = "run with --merge to keep its changes, or name another file with --to"
        return (error(Place(places.shown(places.piece)), Code.PIECE_EXISTS, message, hint),)
    if places.copy.exists() and places.copy.read_bytes() != content:
        message = "another raw file of this name has been imported"
        hint = "give the new one another name"
        return (error(Place(places.shown(places.copy)), Code.PIECE_EXISTS, message, hint),)
    if not places.copy.exists():
        write_whole(places.copy, content)
    write_whole(places.piece, text)
    write_whole(places.ledger, write_ledger(ledger))
    return ()
