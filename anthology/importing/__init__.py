"""The stages of ``anthology import``: read, clean, prove, write."""

from __future__ import annotations

from anthology.importing.importer import Imported, Options, import_file

__all__ = ["Imported", "Options", "import_file"]
