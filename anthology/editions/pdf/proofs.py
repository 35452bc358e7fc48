"""What a compositor would mark on the proofs of the whole book, by the pages’ own numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from anthology.editions.pdf.parts import Flaw, LaidOut
from anthology.editions.pdf.plan import Page


@dataclass(frozen=True, slots=True)
class Proofs:
    """The typography of an edition, counted."""

    lines: int = 0
    """How many are justified: what loose ones are compared with."""

    flaws: Mapping[str, list[str]] = field(default_factory=dict)
    """Each sort of flaw → the pages that have one, a page as often as it has."""


NO_PROOFS = Proofs()
"""Of what is not made of pages."""


def proofs(pages: Sequence[Page], parts: Sequence[LaidOut]) -> Proofs:
    """Gather what was found on the pages of all sections.

    Args:
        pages: Of the book, in order.
        parts: The sections, laid out.
    """
    labels = {(page.section, page.number): page.label for page in pages if page.section >= 0}
    flaws: dict[str, list[str]] = {flaw.value: [] for flaw in Flaw}
    for number, part in enumerate(parts):
        for blemish in part.blemishes:
            flaws[blemish.flaw].append(labels[number, blemish.page])
    return Proofs(sum(part.lines for part in parts), flaws)
