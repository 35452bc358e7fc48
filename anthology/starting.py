"""``anthology new``: a project to begin from, which builds as it stands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Template

from anthology.files import write_whole

TEMPLATES = Path(__file__).parent / "templates" / "new"

_DOT = "dot-"
"""Stands for the dot of a hidden file, which would act on our own repository."""


class FolderInUseError(Exception):
    """The place for the new project is taken; the message says by what."""


def start(folder: Path) -> tuple[Path, ...]:
    """Write a new project.

    A folder in which only git has been at work counts as empty.

    Args:
        folder: Where to; made if it is not there. The title is guessed from its name.

    Returns:
        The files written, in order.

    Raises:
        FolderInUseError: it has something in it, or is a file.
        OSError: it cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise FolderInUseError(f"{folder} is a file")
    if folder.exists() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise FolderInUseError(f"{folder} is not empty")
    title = json.dumps(guess_title(folder.resolve().name), ensure_ascii=False)
    written = []
    for source in sorted(path for path in TEMPLATES.rglob("*") if path.is_file()):
        target = folder / source.relative_to(TEMPLATES)
        if target.name.startswith(_DOT):
            target = target.with_name("." + target.name.removeprefix(_DOT))
        words = source.read_text(encoding="utf-8")
        if source.name == "anthology.yaml":
            words = Template(words).substitute(title=title)
        write_whole(target, words)
        written.append(target)
    return tuple(written)


def guess_title(name: str) -> str:
    """Turn the name of a folder into words; the editor will know better.

    >>> guess_title("the-russian_question"), guess_title("--")
    ('The russian question', 'Untitled')
    """
    words = " ".join(re.findall(r"[^\W_]+", name))
    return words[:1].upper() + words[1:] if words else "Untitled"
