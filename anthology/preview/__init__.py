"""``anthology preview``: the book in a browser, a moment after each save.

What is shown are the files of the EPUB, framed by what an editor wants to know: what is
wrong, where, and what comes before and after.
"""

from anthology.preview.server import Preview
from anthology.preview.site import Site

__all__ = ["Preview", "Site"]
