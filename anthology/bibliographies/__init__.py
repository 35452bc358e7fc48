"""The ``.bib`` files as an editor keeps them: checked, tidied, merged, added to.

A build reads what it cites (``anthology.reading.bibliography``); here the files themselves
are the matter, with their comments and the lines of their fields.
"""

from anthology.bibliographies.checking import check_files, orphans
from anthology.bibliographies.formatting import format_source
from anthology.bibliographies.importing import added, import_works
from anthology.bibliographies.merging import merge
from anthology.bibliographies.project import bib_files, project_texts

__all__ = [
    "added",
    "bib_files",
    "check_files",
    "format_source",
    "import_works",
    "merge",
    "orphans",
    "project_texts",
]
