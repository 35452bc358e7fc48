"""What the layout engine may open: files of the project and of the house, nothing else.

To the engine the project and the house are two hosts that cannot exist (RFC 2606). So no
address tells where on a machine a book lies, and none leads out of it; what the engine
names after an address has the same name everywhere.
"""

from __future__ import annotations

from base64 import b64decode
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from anthology.editions.pdf.addresses import file_at, fingerprint

LARGEST_DATA = 1 << 16
"""In characters: a longer ``data:`` URL is no ornament but something smuggled in."""


class HouseFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens files of the project and of the house, and small ``data:`` URLs."""

    def __init__(self, project: Path) -> None:
        super().__init__(allowed_protocols=("https", "data"), allow_redirects=False)
        self._project = project
        self.opened: dict[str, str] = {}
        """Each address asked for → the fingerprint of what lay there."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Open a URL.

        Raises:
            ValueError: the URL leads nowhere or out of the book; the engine makes it a warning,
                which we take for a problem.
        """
        if url.startswith("data:"):
            return _data(url)
        self.opened[url] = fingerprint(url, self._project)
        path = file_at(url, self._project)
        if path:
            return _response(url, path)
        raise ValueError(f"{urlsplit(url).scheme} addresses are not opened")


def _response(url: str, path: Path) -> URLFetcherResponse:
    kind = guess_type(path.name)[0] or "application/octet-stream"
    return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _data(url: str) -> URLFetcherResponse:
    if len(url) > LARGEST_DATA:
        raise ValueError(f"a data address of {len(url)} characters")
    head, _, body = url.removeprefix("data:").partition(",")
    kind, *options = head.split(";")
    content = unquote_to_bytes(body)
    if "base64" in options:
        content = b64decode(content, validate=True)
    return URLFetcherResponse(url, content, {"Content-Type": kind or "text/plain"})
