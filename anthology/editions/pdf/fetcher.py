"""What the layout engine may open: files of the project and of the house, nothing else."""

from __future__ import annotations

from base64 import b64decode
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

LARGEST_DATA = 1 << 16
"""In characters: a longer ``data:`` URL is no ornament but something smuggled in."""


class HouseFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Opens files below the given folders, and small ``data:`` URLs."""

    def __init__(self, *folders: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Open a URL.

        Raises:
            ValueError: the URL leads out of the book; the engine reports it as a warning,
                which we take for a problem.
        """
        scheme = urlsplit(url).scheme.lower()
        if scheme == "data":
            return _data(url)
        if scheme == "file":
            return self._file(url)
        raise ValueError(f"{scheme or 'relative'} addresses are not opened")

    def _file(self, url: str) -> URLFetcherResponse:
        path = Path(unquote(urlsplit(url).path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self._folders):
            raise ValueError(f"{path.name} lies outside the project")
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
