"""Serve the site to a browser on the same machine, and tell it when there is news."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from anthology.editions.epub.fonts import Font, css, whole
from anthology.editions.faults import EditionError
from anthology.editions.house import stylesheet
from anthology.editions.images import picture
from anthology.kept import Remembering
from anthology.model import Style
from anthology.model.figures import pictures
from anthology.preview.frame import framed
from anthology.preview.offprint import offprint_of
from anthology.preview.site import Site, renewed
from anthology.preview.watching import changes
from anthology.store import Store

HOST = "127.0.0.1"
"""Nobody else’s browser is to see a book that is being made."""

STILL_THERE = 15.0
"""Seconds after which a browser is spoken to, to learn whether it is still there."""

POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""A text cannot fetch anything from elsewhere, nor run a program (CSP, level 3)."""

XHTML = "application/xhtml+xml; charset=utf-8"


class Preview:
    """A project that is looked at while it is written."""

    def __init__(self, root: Path, port: int) -> None:
        """Take the port, 0 for any that is free; nothing is read yet.

        Raises:
            OSError: the port is taken.
        """
        self.root = root
        self.site = Site()
        self._store = Remembering(Store(root / ".cache"))
        self._faces: dict[Style, tuple[Font, ...]] = {}
        self._news = threading.Condition()
        self._server = ThreadingHTTPServer((HOST, port), self._handler())
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        """Where to look."""
        return f"http://{HOST}:{self._server.server_port}/"

    def watch(self) -> Iterator[tuple[Site, tuple[str, ...]]]:
        """Serve the site, and yield it with the files that changed, whenever some did.

        Raises:
            MissingProgram: pandoc is missing, and the book cites something.
        """
        self._renew()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        try:
            yield self.site, ()
            for files in changes(self.root):
                try:
                    self._renew()
                except FileNotFoundError:
                    continue  # deleted just now: that is a change, too, and told next
                yield self.site, files
        finally:
            self._server.shutdown()
            self._server.server_close()

    def _renew(self) -> None:
        self._store.begin()
        site = renewed(self.site, self.root, self._store)
        with self._news:
            self.site = site
            self._news.notify_all()

    def later_than(self, version: int) -> int:
        """Wait for another version than one that is known; return it, or the same in time."""
        with self._news:
            self._news.wait_for(lambda: self.site.version != version, STILL_THERE)
            return self.site.version

    def faces(self) -> tuple[Font, ...]:
        """Return the faces of the book’s style."""
        style = self.site.book.style if self.site.book else Style.CLASSIC
        if style not in self._faces:
            self._faces[style] = whole(style)
        return self._faces[style]

    def _handler(self) -> type[_Handler]:
        return type("Handler", (_Handler,), {"preview": self})


class _Handler(BaseHTTPRequestHandler):
    """Answers a browser."""

    preview: Preview

    def do_GET(self) -> None:
        """Answer."""
        port = self.preview.address.rstrip("/").rpartition(":")[2]
        if self.headers.get("Host") not in {f"{HOST}:{port}", f"localhost:{port}"}:
            # Another site may have given its own name our address (DNS rebinding).
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        path = unquote(urlsplit(self.path).path)
        folder, _, name = path.removeprefix("/").partition("/")
        match folder:
            case "":
                self._lead_to(f"/text/{self.preview.site.front}")
            case "favicon.ico":
                self._send(b"", "image/x-icon", HTTPStatus.NO_CONTENT)
            case "events":
                self._tell_news()
            case "text":
                self._page(name)
            case "pdf":
                self._pdf(name.removesuffix(".pdf"))
            case _:
                self._file(folder, name)

    def _lead_to(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _page(self, name: str) -> None:
        site = self.preview.site
        if not name and site.front:  # asked for while there was none
            self._lead_to(f"/text/{site.front}")
            return
        try:
            content = framed(site, name, self.preview.root)
        except EditionError as fault:
            self._send(str(fault.problem).encode(), "text/plain; charset=utf-8")
            return
        found = name in site.pages or not site.pages
        self._send(content, XHTML, HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)

    def _pdf(self, slug: str) -> None:
        book = self.preview.site.book
        if book is None or slug not in {piece.slug for piece in book.pieces()}:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        content, said = offprint_of(self.preview.root, slug)
        if content:
            self._send(content, "application/pdf")
        else:
            self._send(said.encode("utf-8"), "text/plain; charset=utf-8", HTTPStatus.CONFLICT)

    def _file(self, folder: str, name: str) -> None:
        root, book = self.preview.root, self.preview.site.book
        if (folder, name) == ("preview.js", ""):
            script = Path(__file__).with_name("preview.js")
            self._send(script.read_bytes(), "text/javascript; charset=utf-8")
        elif (folder, name) == ("preview.css", ""):
            self._send(stylesheet("preview.css", root).read_bytes(), "text/css; charset=utf-8")
        elif (folder, name) == ("css", "book.css"):
            style = book.style if book else Style.CLASSIC
            rules = stylesheet("epub.css", root).read_text(encoding="utf-8")
            rules = css(self.preview.faces(), style) + rules
            self._send(rules.encode("utf-8"), "text/css; charset=utf-8")
        elif folder == "media" and book and name in set(pictures(book)):
            shown = picture(book, name)
            self._send(shown.content, shown.media_type)
        elif found := [one for one in self.preview.faces() if one.name == f"{folder}/{name}"]:
            self._send(found[0].content, mimetypes.guess_type(name)[0] or "font/ttf")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _tell_news(self) -> None:
        """Send the number of each version (HTML, 9.2: server-sent events)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = 0
        try:
            while True:
                now = self.preview.later_than(version)
                self.wfile.write(f"data: {now}\n\n".encode() if now != version else b":\n\n")
                self.wfile.flush()
                version = now
        except ConnectionError:
            return  # the page was closed

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            self.wfile.write(content)
        except ConnectionError:
            return  # the page was closed meanwhile

    def log_message(self, *_: object) -> None:
        """Say nothing of requests: they are no news to an editor."""
