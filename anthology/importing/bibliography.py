"""What the project's bibliography knows, and the file of entries an import adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from anthology.cleaning import Work

if TYPE_CHECKING:
    from anthology.model import Reference

IMPORTED = "imported.bib"

_HEAD = (
    "% Works that imported texts cite and no other file here has, as the texts name them.\n"
    "% Complete an entry, and take “imported, unverified” out of its keywords.\n"
)


def known_works(folder: Path | None) -> tuple[Work, ...]:
    """The works in the ``.bib`` files of a folder."""
    files = sorted(folder.glob("*.bib")) if folder and folder.is_dir() else []
    if not files:
        return ()
    from anthology.reading.bibliography import read_bibliography  # slow, often not needed

    works: list[Work] = []
    for file in files:
        source = file.read_text(encoding="utf-8", errors="replace")
        references, _ = read_bibliography(source, file.name)
        works += [_work(reference) for reference in references.values()]
    return tuple(works)


def _work(reference: Reference) -> Work:
    fields = reference.fields
    people = fields.get("author") or fields.get("editor") or fields.get("shortauthor") or ""
    date = fields.get("year") or fields.get("date", "")[:4]
    families = tuple(_family(name) for name in re.split(r"\s+and\s+", people) if name.strip())
    return Work(
        reference.key, families, date, fields.get("title", "").replace("{", "").replace("}", "")
    )


def _family(name: str) -> str:
    name = name.replace("{", "").replace("}", "").strip()
    return name.split(",")[0].strip() if "," in name else name.split()[-1]


def with_stubs(old: str, stubs: Mapping[str, str]) -> str:
    """The file of imported entries with those added that it has not yet."""
    have = set(re.findall(r"^@\w+\{([^,\s]+),", old, re.MULTILINE))
    fresh = [stub for key, stub in stubs.items() if key not in have]
    return (old or _HEAD) + "".join(f"\n{stub}" for stub in fresh)
