"""How fast is fast enough: each target with the figures it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bench import peers, works
from tests.bench.measure import Taken

Figures = Mapping[str, Mapping[str, Taken]]
"""Size → name of a work → what it took."""

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Against:
    """A work may take so many times what another takes."""

    work: str
    times: float
    other: str
    size: str = "M"
    other_size: str = "M"


@dataclass(frozen=True, slots=True)
class Within:
    """A work may take so many seconds, or hold so many bytes."""

    work: str
    limit: float
    size: str = "M"
    memory: bool = False


TARGETS: tuple[Against | Within, ...] = (
    Against(works.EPUB_COLD, 0.5, peers.EPUB),
    Against(works.SCREEN_COLD, 0.25, peers.WEASYPRINT),
    Against(works.SCREEN_COLD, 1.0, peers.XELATEX),
    Against(works.SCREEN_COLD, 1.0, peers.TYPST),
    Against(works.EPUB_CHANGED, 0.15, peers.EPUB),
    Against(works.SCREEN_CHANGED, 0.06, peers.WEASYPRINT),
    Against(works.SCREEN_CHANGED, 1.0, peers.TYPST),
    Within(works.NOTHING_CHANGED, 1.0),
    Against(works.CHECK_COLD, 0.3, peers.EPUB),
    Against(works.CHECK_WARM, 0.1, peers.EPUB),
    Against(works.EPUB_COLD, 4.2, works.EPUB_COLD, size="L"),
    Against(works.SCREEN_COLD, 4.2, works.SCREEN_COLD, size="L"),
    Within(works.EPUB_COLD, 700 * MB, size="L", memory=True),
    Within(works.SCREEN_COLD, 700 * MB, size="L", memory=True),
    Within(works.EPUB_COLD, 700 * MB, size="XL", memory=True),
    Within(works.CHECK_COLD, 700 * MB, size="XL", memory=True),
    Within(works.HELP, 0.15),
)
"""Ratios are of wall time, in one run on two cores."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target beside what was measured."""

    work: str
    size: str
    wanted: str
    measured: str
    met: bool


def verdicts(figures: Figures) -> list[Verdict]:
    """Judge every target whose figures were all taken."""
    return [verdict for target in TARGETS for verdict in _judged(target, figures)]


def _judged(target: Against | Within, figures: Figures) -> Iterator[Verdict]:
    taken = figures.get(target.size, {}).get(target.work)
    if taken is None:
        return
    match target:
        case Within():
            value: float = taken.memory if target.memory else taken.wall
            wanted = f"at most {_with_unit(target.limit, memory=target.memory)}"
            measured, met = _with_unit(value, memory=target.memory), value <= target.limit
        case Against():
            other = figures.get(target.other_size, {}).get(target.other)
            if other is None:
                return
            ratio = taken.wall / other.wall
            name = target.other
            if target.other_size != target.size:
                name = f"{target.other_size}"
            wanted = f"at most {target.times:g} × {name}"
            measured, met = f"{ratio:.3g} ×", ratio <= target.times
    yield Verdict(target.work, target.size, wanted, measured, met)


def _with_unit(value: float, *, memory: bool) -> str:
    return f"{value / MB:.0f} MB" if memory else f"{value:.3g} s"
