"""Where style sheets and templates lie: the project’s own first, then ours."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import anthology

PACKAGE = Path(anthology.__file__).parent


@cache
def house_styles() -> Path:
    """Return the folder of our own style sheets.

    A wheel carries them inside the package; a checkout has them at its top,
    where a designer looks.
    """
    packed = PACKAGE / "styles"
    return packed if packed.is_dir() else PACKAGE.parent / "styles"


def stylesheet(name: str, project: Path) -> Path:
    """Return the style sheet to use: the project’s, if it has one of that name.

    Args:
        name: ``book.css``, ``modern.css``, ``print.css``, ``epub.css`` …
        project: The folder of ``anthology.yaml``.
    """
    own = project / "styles" / name
    return own if own.is_file() else house_styles() / name


def template_folders(project: Path) -> tuple[Path, Path]:
    """Return the folders to look for templates in, the project’s first."""
    return project / "styles" / "templates", PACKAGE / "templates"
