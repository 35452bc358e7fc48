"""The folder of a project: finds its files, and reads them as text."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from anthology.problems import Code, Place, Problem, did_you_mean, error

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Project:
    """Opens what lies in one folder, and nothing else."""

    def __init__(self, root: Path) -> None:
        """``root`` is the folder that holds ``anthology.yaml``."""
        self.root = root
        self._real = root.resolve()

    def exists(self, path: str) -> bool:
        """Tell whether there is a file of that path; it may be a link to elsewhere."""
        return (self.root / path).is_file()

    def _inside(self, path: str) -> bool:
        return (self.root / path).resolve().is_relative_to(self._real)

    def find(self, name: str, folder: str, place: Place) -> tuple[str, list[Problem]]:
        """Find the file that a setting names.

        Args:
            name: As written: a bare name, or a path from the project's folder.
            folder: Where bare names are looked for.
            place: Where the name is written.

        Returns:
            The path relative to the project, empty if there is no such file, and problems.
        """
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            return "", [_outside(name, place)]
        for candidate in (f"{folder}/{path}", str(path)):
            if self.exists(candidate):
                inside = self._inside(candidate)
                return (candidate, []) if inside else ("", [_outside(name, place)])
        here = sorted(file.name for file in (self.root / folder).glob(f"*{path.suffix}"))
        hint = did_you_mean(path.name, here, f"it would lie in {folder}/")
        message = f"there is no file “{name}”"
        return "", [error(place, Code.FILE_MISSING, message, hint)]

    def read(self, path: str) -> tuple[str | None, list[Problem]]:
        """Read a file as UTF-8; byte order marks and CR LF are taken away."""
        data = (self.root / path).read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as wrong:
            line = data.count(b"\n", 0, wrong.start) + 1
            return None, [_encoding(Place(path, line), data, data[wrong.start])]
        return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n"), []


def _outside(name: str, place: Place) -> Problem:
    message = f"“{name}” leads out of the project"
    return error(place, Code.FILE_OUTSIDE, message, "name a file within the project’s folder")


def _encoding(place: Place, data: bytes, byte: int) -> Problem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message, name = "this file is written in UTF-16, not UTF-8", "UTF-16"
    else:
        message, name = f"the byte {byte:02X} is not UTF-8", "WINDOWS-1252"
    hint = f"save the file as UTF-8; perhaps: iconv -f {name} -t UTF-8"
    return error(place, Code.FILE_ENCODING, message, hint)
