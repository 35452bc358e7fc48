"""What has been found out about a text so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from anthology.cleaning.draft import Facts, Finding, Line
from anthology.cleaning.ledger import Edits
from anthology.cleaning.signs import marks_in


@dataclass(slots=True)
class Found:
    """What has been found so far, and which lines it stood on."""

    facts: Facts
    edits: Edits
    findings: list[Finding]
    literal: bool = True
    """Whether the characters of Markdown stand for themselves."""

    framed: bool = False
    """Whether the text had its title from the frame that an archive sets about a book."""

    titled: int = 0
    """Where the heading stands that is the title of the page."""

    def take(self, line: Line, rule: str, **facts: Any) -> None:
        """Take a line over into the facts; marks that hang from it go to the title."""
        marks = marks_in(line.text)
        if marks and "title_marks" not in facts:
            facts["title_marks"] = self.facts.title_marks + marks
        self.facts = replace(self.facts, **facts)
        self.edits.delete(line.start, line.end, rule)
