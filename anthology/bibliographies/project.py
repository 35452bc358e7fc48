"""The files of a project that have to do with works: its bibliographies, its citations."""

from __future__ import annotations

from pathlib import Path


def bib_files(root: Path) -> dict[str, str]:
    """Return the ``.bib`` files of a project by their paths in it.

    Raises:
        UnicodeDecodeError: one is not UTF-8.
    """
    return _texts(root, sorted((root / "bib").glob("*.bib")))


def project_texts(root: Path) -> dict[str, str]:
    """Return all files that may name the key of a work.

    Raises:
        UnicodeDecodeError: one is not UTF-8.
    """
    settings = [file for file in (root / "anthology.yaml",) if file.is_file()]
    return bib_files(root) | _texts(
        root, [*settings, *sorted((root / "texts").glob("**/*.md"))]
    )


def _texts(root: Path, files: list[Path]) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files
    }
