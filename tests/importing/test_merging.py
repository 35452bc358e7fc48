"""What becomes of an editor's words when a text is imported again."""

from __future__ import annotations

from anthology.importing.merging import merge


def test_a_conflict_is_asked_about_once() -> None:
    """Nobody has answered yet, and the text is imported again: the query stays one."""
    mine, new = "title: Salt\nThe salt was dear.\nEnd.", "title: Salt\nSalt was dear.\nEnd."

    once = merge(None, mine, new)
    twice = merge(None, once.text, new)

    assert once.text.count("conflict: the new import has: Salt was dear.") == 1
    assert twice == once
