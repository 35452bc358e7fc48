"""Citations: their keys are checked, then pandoc’s citeproc sets them in one process.

The way of a citation: ``styles`` finds the style; ``sections`` takes a piece apart into
runs; ``sending`` writes them as pandoc’s JSON; ``processor`` runs pandoc; ``receiving``
reads the answer; ``sections`` puts the piece together again, with new notes.
"""

from anthology.passes.citations.keys import check_citations
from anthology.passes.citations.setting import set_citations

__all__ = ["check_citations", "set_citations"]
