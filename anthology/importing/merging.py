"""Importing a text again without losing what its editor did: a merge of three.

The import before is the base. Where only the editor or only the new import changed a
line, the change is taken; where both did, the editor's line stays, with a query that
says what the new import has. Where nobody knows any more what was imported before, all
that differs is told so.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Merged:
    """The piece with both sorts of changes."""

    text: str
    conflicts: tuple[int, ...]
    """Lines of the merged piece where both had changed."""


def merge(base: str | None, mine: str, new: str) -> Merged:
    r"""Merge an editor's piece with a new import.

    Args:
        base: What was imported before; None where that cannot be had back.
        mine: The piece of today.
        new: What the new import made.

    >>> merge("a\nb\nc\nd", "a\nB\nc\nd", "a\nb\nc\nD").text
    'a\nB\nc\nD'
    >>> merge(None, "a\nB\nc", "a\nb\nc").text
    'a\nB {>> conflict: the new import has: b <<}\nc'
    """
    ours, theirs = mine.split("\n"), new.split("\n")
    old = base.split("\n") if base is not None else _common(ours, theirs)
    to_ours, to_theirs = _kept(old, ours), _kept(old, theirs)
    out: list[str] = []
    conflicts: list[int] = []
    at = here = there = 0
    anchors = [line for line in range(len(old)) if line in to_ours and line in to_theirs]
    for anchor in [*anchors, len(old)]:
        end_ours = to_ours.get(anchor, len(ours))
        end_theirs = to_theirs.get(anchor, len(theirs))
        chunk = (old[at:anchor], ours[here:end_ours], theirs[there:end_theirs])
        lines, conflict = _choose(*chunk, known=base is not None)
        if conflict:
            conflicts.append(len(out) + 1)
        out += lines
        if anchor < len(old):
            out.append(old[anchor])
        at, here, there = anchor + 1, end_ours + 1, end_theirs + 1
    return Merged("\n".join(out), tuple(conflicts))


def _common(ours: list[str], theirs: list[str]) -> list[str]:
    return [ours[line] for line in _kept(ours, theirs)]


def _kept(old: list[str], new: list[str]) -> dict[int, int]:
    """Which lines of the old text stand unchanged in the new one, and where."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {
        block.a + offset: block.b + offset
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }


def _choose(
    old: list[str], ours: list[str], theirs: list[str], *, known: bool
) -> tuple[list[str], bool]:
    if ours == theirs or (known and ours == old):
        return theirs, False
    if theirs == old or (not known and not any(map(str.strip, theirs))):
        return ours, False
    words = " ¶ ".join(line for line in theirs if line.strip()) or "nothing here"
    words = words.replace("{>>", "(").replace("<<}", ")")
    conflict = f"conflict: the new import has: {words}"
    if any(conflict in line for line in ours):
        return ours, True  # it has been asked before
    if not any(line.strip() for line in ours):
        return [f"{{>> {conflict} <<}}", ""], True
    lines = list(ours)
    last = max(index for index, line in enumerate(lines) if line.strip())
    if (
        ": " in lines[last]
        and not lines[last].startswith(("[^", " "))
        and _is_field(lines[last])
    ):
        lines.insert(last + 1, f"# {conflict}")
    else:
        lines[last] += f" {{>> {conflict} <<}}"
    return lines, True


def _is_field(line: str) -> bool:
    """Whether a line is one of the front matter, where a query would be part of the value."""
    name = line.partition(":")[0]
    return name.replace("-", "").isalpha() and name.islower() and len(name) < 14
