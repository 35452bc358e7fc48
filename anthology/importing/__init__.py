"""The stages of ``anthology import`` (read, clean, prove, write) and of ``anthology audit``."""

from __future__ import annotations

from anthology.importing.auditing import Audited, audit, find_ledgers, report_lines
from anthology.importing.importer import Imported, Options, import_file
from anthology.importing.report import difference

__all__ = [
    "Audited",
    "Imported",
    "Options",
    "audit",
    "difference",
    "find_ledgers",
    "import_file",
    "report_lines",
]
