"""From a raw file to a clean piece with its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path

from anthology.cleaning import Wishes, clean
from anthology.cleaning.ledger import LedgerError
from anthology.cleaning.ledger_file import (
    Named,
    digest,
    imported_text,
    make_ledger,
    raw_text,
    read_ledger,
)
from anthology.cleaning.readers import RefusedError, read
from anthology.files import write_whole
from anthology.importing.bibliography import known_works, with_stubs
from anthology.importing.merging import Merged, merge
from anthology.importing.places import Places, places_for, wrong_place
from anthology.importing.report import Report
from anthology.problems import Code, Place, Problem, error, warning

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
    encoding: str = ""
    """Of the raw file; empty: as its bytes look."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; no report when the file was refused."""

    problems: tuple[Problem, ...]
    places: Places
    report: Report | None = None
    text: str = ""
    """The piece as it was, or would be, written."""


def import_file(raw: Path, options: Options) -> Imported:
    """Clean a raw file and write piece, raw copy, ledger and stubs.

    Raises:
        OSError: a file cannot be read or written.
    """
    places = places_for(raw, options.to)
    if options.to and (wrong := wrong_place(places)):
        return Imported((wrong,), places)
    if raw.stat().st_size > LARGEST:
        message = f"the file is larger than {LARGEST // 2**20} MB"
        return _refused(places, message, "import its parts one by one")
    content = raw.read_bytes()
    try:
        source = read(content, raw.name, options.encoding)
    except RefusedError as fault:
        return _refused(places, str(fault), fault.hint)
    works = known_works(places.bibliography.parent) if options.link_citations else ()
    wishes = Wishes(options.link_citations, options.queries_in_text, works, places.lang)
    cleaned = clean(source.text, wishes, source.draft)
    ledger = make_ledger(
        Named(content, places.copy.name, _relative(places)), source, cleaned.steps, cleaned.text
    )
    files = (places.piece, places.bibliography)
    piece, bibliography = (places.shown(file) for file in files)
    report = Report(places.shown(raw), piece, source, cleaned, bibliography)
    if options.dry_run:
        return Imported((), places, report, cleaned.text)
    job = _Job(places, content, ledger, cleaned.text, cleaned.draft.stubs)
    problems, text = job.write(merging=options.merge)
    return Imported(problems, places, report, text)


def _refused(places: Places, message: str, hint: str) -> Imported:
    place = Place(places.shown(places.raw))
    return Imported((error(place, Code.RAW_REFUSED, message, hint),), places)


def _relative(places: Places) -> str:
    """The piece, seen from the folder of the ledger."""
    return Path(relpath(places.piece, places.ledger.parent)).as_posix()


@dataclass(frozen=True, slots=True)
class _Job:
    """Everything that one import writes."""

    places: Places
    content: bytes
    ledger: str
    """As it lies on disk."""

    text: str
    stubs: Mapping[str, str]

    def write(self, *, merging: bool) -> tuple[tuple[Problem, ...], str]:
        """Write the files, unless that would lose an editor's work."""
        text, problems = self.text, []
        other = self._owner()
        if other:
            return (other,), text
        if self.places.piece.exists():
            if not merging:
                return (self._in_the_way(),), text
            merged = self._merge()
            if isinstance(merged, Problem):
                return (merged,), text
            text = merged.text
            problems = [self._conflict(line) for line in merged.conflicts]
        elif self.places.copy.exists() and self.places.copy.read_bytes() != self.content:
            message = "another raw file of this name has been imported"
            place = Place(self.places.shown(self.places.copy))
            hint = "give the new one another name"
            return (error(place, Code.PIECE_EXISTS, message, hint),), text
        self._save(text)
        return tuple(problems), text

    def _owner(self) -> Problem | None:
        """Another piece that the same raw file was imported to: a ledger vouches for one."""
        ledger = self.places.ledger
        try:
            named = read_ledger(ledger.read_text(encoding="utf-8")).piece
        except (FileNotFoundError, LedgerError, UnicodeError):
            return None
        piece = ledger.parent / named
        if not piece.exists() or piece.resolve() == self.places.piece.resolve():
            return None
        message = f"this raw file was imported already, as “{self.places.shown(piece)}”"
        hint = "go on with that piece, or import a copy of the raw file under another name"
        place = Place(self.places.shown(self.places.copy))
        return error(place, Code.PIECE_EXISTS, message, hint)

    def _save(self, text: str) -> None:
        """Write all files: the ledger last, since it vouches for the others."""
        places = self.places
        if not places.copy.exists() or places.copy.read_bytes() != self.content:
            write_whole(places.copy, self.content)
        if self.stubs:
            file = places.bibliography
            old = file.read_text(encoding="utf-8") if file.exists() else ""
            write_whole(file, with_stubs(old, self.stubs))
        write_whole(places.piece, text)
        write_whole(places.ledger, self.ledger)

    def _merge(self) -> Merged | Problem:
        """Merge the editor's piece with the new import; the old ledger gives the base.

        Where the raw copy itself has changed, the base is the piece if nobody touched it;
        else it is lost, and all that differs is told.
        """
        place = Place(self.places.shown(self.places.ledger))
        try:
            old = read_ledger(self.places.ledger.read_text(encoding="utf-8"))
            raw = self.places.copy.read_bytes()
            mine = self.places.piece.read_text(encoding="utf-8")
            known = digest(raw) == old.raw_sha256
            untouched = mine if digest(mine) == old.piece_sha256 else None
            base = imported_text(old, raw_text(old, raw)) if known else untouched
        except (LedgerError, OSError, UnicodeError) as fault:
            message = f"there is nothing to merge with: {fault}"
            return error(place, Code.LEDGER_BROKEN, message, "import to another file with --to")
        return merge(base, mine, self.text)

    def _in_the_way(self) -> Problem:
        hint = "run with --merge to keep its changes, or name another file with --to"
        place = Place(self.places.shown(self.places.piece))
        return error(place, Code.PIECE_EXISTS, "the piece is there already", hint)

    def _conflict(self, line: int) -> Problem:
        message = "changed by its editor and by the new import"
        hint = "the editor’s words stand; the query beside them has the others"
        place = Place(self.places.shown(self.places.piece), line)
        return warning(place, Code.MERGE_CONFLICT, message, hint)
