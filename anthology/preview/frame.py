"""What an editor sees around a page: the way to others, and what is wrong."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from anthology.editions.epub.pages import Page
from anthology.editions.house import stylesheet
from anthology.editions.templates import render
from anthology.preview.site import Site
from anthology.problems import Severity

_STYLES = {"epub.css": "/css/book.css", "preview.css": "/preview.css"}
"""Style sheets and where they are served."""

_EMPTY = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head>
<title>Preview</title>
</head>
<body>
</body>
</html>
"""


class Neighbours(NamedTuple):
    """The pages before and after one in reading order."""

    before: Page | None = None
    after: Page | None = None


def framed(site: Site, name: str, root: Path) -> bytes:
    """Return a page with its frame, as XHTML; without a page of that name, the frame alone.

    Args:
        site: Everything there is to see.
        name: The name of the page’s file.
        root: The folder of ``anthology.yaml``, whose templates go first.

    Raises:
        TemplateError: the project’s own ``preview.xhtml`` cannot be used.
    """
    page = site.pages.get(name)
    xhtml = page.xhtml.decode("utf-8") if page else _EMPTY
    frame = render(
        "preview.xhtml",
        root,
        site=site,
        page=page,
        file=name,
        neighbours=_neighbours(site, name),
        errors=sum(one.severity is Severity.ERROR for one in site.problems),
    )
    return _put(frame, _head(root), xhtml).encode("utf-8")


def _head(root: Path) -> str:
    """Return what goes into the head: addresses of styles change when these do."""
    links = []
    for name, path in _STYLES.items():
        version = zlib.crc32(stylesheet(name, root).read_bytes())
        links.append(f'<link rel="stylesheet" href="{path}?{version:x}"/>\n')
    return "".join((*links, '<script src="/preview.js" defer=""></script>\n'))


def _put(frame: Markup, head: str, xhtml: str) -> str:
    xhtml = re.sub(r"<link rel=\"stylesheet\"[^>]*>\n", "", xhtml, count=1)
    xhtml = xhtml.replace("</head>", f"{head}</head>", 1)
    return re.sub(r"<body[^>]*>", lambda body: f"{body[0]}\n{frame}", xhtml, count=1)


def _neighbours(site: Site, name: str) -> Neighbours:
    names = list(site.pages)
    if name not in site.pages:
        return Neighbours()
    at = names.index(name)
    before = site.pages[names[at - 1]] if at else None
    after = site.pages[names[at + 1]] if at + 1 < len(names) else None
    return Neighbours(before, after)
