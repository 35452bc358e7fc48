"""Whether the raw files are still what the pieces were imported from."""

from __future__ import annotations

from collections.abc import Iterator

from anthology.model import Book
from anthology.problems import Code, Place, Problem, error, warning

RAWS = "texts/raw"
"""Where a project keeps its raw files, each with the ledger of its import."""


def changed_raws(book: Book) -> Iterator[Problem]:
    """Report raw files that changed, or went missing, since they were imported."""
    folder = book.folder / RAWS
    if not folder.is_dir():
        return
    from anthology.cleaning.ledger import LedgerError  # a book without raw files
    from anthology.cleaning.ledger_file import digest, read_ledger  # need not load the cleaner

    for path in sorted(folder.glob("*.ledger.json")):
        place = Place(f"{RAWS}/{path.name}")
        try:
            ledger = read_ledger(path.read_text(encoding="utf-8"))
        except (LedgerError, UnicodeDecodeError) as fault:
            hint = "restore it from version control, or import the text again"
            yield error(place, Code.LEDGER_BROKEN, f"the ledger cannot be used: {fault}", hint)
            continue
        raw = folder / ledger.raw
        if not raw.is_file():
            yield error(place, Code.FILE_MISSING, f"the raw file “{ledger.raw}” is not there")
        elif digest(raw.read_bytes()) != ledger.raw_sha256:
            message = "the raw file has changed since it was imported"
            hint = "import it again with --merge, or restore it"
            yield warning(Place(f"{RAWS}/{ledger.raw}"), Code.RAW_CHANGED, message, hint)
