"""Where the results of an import lie: in a project, or beside the result."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from anthology.files import TEXT_NAME
from anthology.problems import Code, Place, Problem, error

PROJECT_FILE = "anthology.yaml"


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one import."""

    raw: Path
    """As the editor named it."""

    piece: Path
    copy: Path
    """The untouched copy of the raw file."""

    project: Path | None
    """The folder of ``anthology.yaml``; None outside a project."""

    @property
    def lang(self) -> str:
        """The language of the book, read without its other settings; empty outside one."""
        settings = self.project / PROJECT_FILE if self.project else None
        said = settings.read_text(encoding="utf-8", errors="replace") if settings else ""
        match = re.search(r"^lang: *[\"']?([\w-]+)", said, re.MULTILINE)
        return match[1] if match else ""

    @property
    def ledger(self) -> Path:
        """Beside the raw copy, under its name."""
        return self.copy.with_name(f"{self.copy.name}.ledger.json")

    @property
    def bibliography(self) -> Path:
        """The file that new entries go to."""
        folder = self.project / "bib" if self.project else self.piece.parent
        return folder / "imported.bib"

    def shown(self, path: Path) -> str:
        """A path as messages show it: from the project, or from here."""
        for root in (self.project, Path.cwd()):
            if root and path.resolve().is_relative_to(root.resolve()):
                return path.resolve().relative_to(root.resolve()).as_posix()
        return path.as_posix()


def places_for(raw: Path, to: Path | None) -> Places:
    """Choose where the results of importing ``raw`` go."""
    project = project_of(to.parent if to else Path.cwd())
    if project is not None:
        piece = to or project / "texts" / f"{slug(raw.stem)}.md"
        copy = project / "texts" / "raw" / raw.name
        return Places(raw, piece, copy, project)
    piece = to or raw.with_name(f"{raw.stem}.md")
    if piece.resolve() == raw.resolve():
        piece = raw.with_name(f"{raw.stem}.clean.md")
    return Places(raw, piece, piece.parent / raw.name, None)


def wrong_place(places: Places) -> Problem | None:
    """Why a piece cannot lie where the editor wants it: out of the project, or no address.

    Who writes out a whole path, from the root on, means it.
    """
    here = project_of(Path.cwd())
    place, name = Place(places.piece.as_posix()), places.piece.name
    if here and places.project is None and not places.piece.is_absolute():
        message = f"this is outside the project “{here.name}”"
        hint = "name a file of the project, texts/NAME.md, or its whole path"
        return error(place, Code.FILE_NAME, message, hint)
    if places.project and not TEXT_NAME.fullmatch(name):
        message = f"“{name}” cannot be the address of a text"
        hint = f"name it {slug(places.piece.stem)}.md: letters without accents, digits and “-”"
        return error(place, Code.FILE_NAME, message, hint)
    return None


def project_of(folder: Path) -> Path | None:
    """The nearest folder upward that has an ``anthology.yaml``."""
    here = folder.resolve()
    return next((one for one in (here, *here.parents) if (one / PROJECT_FILE).is_file()), None)


def slug(name: str) -> str:
    """A file name that is an address: lower case, words divided by hyphens.

    >>> slug("Stalinism’s Long Shadow (2)")
    'stalinisms-long-shadow-2'
    """
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", plain.replace("'", "")).strip("-") or "text"
