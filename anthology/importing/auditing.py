"""The stages of ``anthology audit``: every ledger replayed, every piece compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from anthology.cleaning.ledger import LedgerError
from anthology.cleaning.ledger_file import Ledger, read_ledger
from anthology.cleaning.textual import Record, trace
from anthology.importing.places import project_of
from anthology.problems import Code, Place, Problem, error

SAMPLES = 3
LONGEST = 90
"""In letters: what is longer is shown whole with ``--verbose`` alone."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What one ledger says, replayed."""

    ledger: Path
    problems: tuple[Problem, ...]
    piece: Path | None = None
    record: Record | None = None


def find_ledgers(files: Sequence[Path], folder: Path) -> list[Path]:
    """The ledgers of some pieces, or of all of a project."""
    project = project_of(folder)
    raws = project / "texts" / "raw" if project else folder
    ledgers = sorted(raws.glob("*.ledger.json"))
    if not files:
        return ledgers
    wanted = {file.resolve() for file in files}
    ledgers += [one for file in files for one in sorted(file.parent.glob("*.ledger.json"))]
    ledgers += [file for file in files if file.name.endswith(".ledger.json")]
    return [
        one
        for one in dict.fromkeys(ledgers)
        if one.resolve() in wanted or _piece(one) in wanted
    ]


def _piece(ledger: Path) -> Path | None:
    try:
        return (ledger.parent / read_ledger(ledger.read_text(encoding="utf-8")).piece).resolve()
    except (LedgerError, UnicodeDecodeError):
        return None


def audit(ledger_path: Path) -> Audited:
    """Replay one ledger, and compare the piece of today with the imported one.

    Raises:
        OSError: a file cannot be read.
    """
    name = _shown(ledger_path)
    try:
        ledger = read_ledger(ledger_path.read_text(encoding="utf-8"))
    except (LedgerError, UnicodeDecodeError) as fault:
        return Audited(ledger_path, (_broken(name, str(fault)),))
    raw, piece = ledger_path.parent / ledger.raw, ledger_path.parent / ledger.piece
    missing = [path for path in (raw, piece) if not path.is_file()]
    if missing:
        problems = tuple(_missing(name, _shown(path)) for path in missing)
        return Audited(ledger_path, problems, piece)
    return _compared(ledger_path, ledger, raw, piece)


def _compared(ledger_path: Path, ledger: Ledger, raw: Path, piece: Path) -> Audited:
    try:
        record = trace(ledger, raw.read_bytes(), piece.read_text(encoding="utf-8"))
    except LedgerError as fault:
        return Audited(ledger_path, (_broken(_shown(ledger_path), str(fault)),), piece)
    except UnicodeDecodeError:
        message = "the piece is not UTF-8"
        problem = error(Place(_shown(piece)), Code.FILE_ENCODING, message, "save it as UTF-8")
        return Audited(ledger_path, (problem,), piece)
    return Audited(ledger_path, (), piece, record)


def report_lines(audited: Audited, *, verbose: bool = False) -> Iterator[str]:
    """What an editor reads of an audit."""
    record = audited.record
    if record is None or audited.piece is None:
        return
    count = len(record.emendations)
    since = f"{count} emendation{'' if count == 1 else 's'} since"
    yield f"{_shown(audited.piece)}: clean text + ledger = raw, {since}"
    if record.normalised:
        yield "  in silence: " + ", ".join(
            f"{rule} {number}" for rule, number in record.normalised
        )
    removed: dict[str, list[str]] = defaultdict(list)
    for one in record.removed:
        removed[one.rule].append(" ".join(one.words.split()))
    for rule, lines in sorted(removed.items()):
        yield f"  taken out, {rule}: {len(lines)}"
        shown = lines if verbose else lines[:SAMPLES]
        yield from (f"    {words if verbose else _short(words)}" for words in shown)
        if len(shown) < len(lines):
            yield f"    … and {len(lines) - len(shown)} more: --verbose shows all"
    for change in record.emendations:
        yield f"  line {change.line}: {change.old or '—'} → {change.new or '—'}"


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2]} …"


def _shown(path: Path) -> str:
    here = Path.cwd().resolve()
    whole = path.resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else path.as_posix()


def _broken(name: str, message: str) -> Problem:
    hint = "restore the file from version control, or import the text again"
    return error(Place(name), Code.LEDGER_BROKEN, message, hint)


def _missing(name: str, file: str) -> Problem:
    return error(
        Place(name), Code.FILE_MISSING, f"the ledger names “{file}”, which is not there"
    )
