"""The plot of cost against size: time and memory, for EPUB and PDF, ours and theirs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from tests.bench import peers, works
from tests.bench.measure import Taken
from tests.bench.report import Runs, medians_of
from tests.bench.targets import MB

WIDTH, HEIGHT = 330.0, 250.0
"""Of one panel, in pixels, without its labels."""

GAP = 13.0
"""Between the names of two lines that end near each other, in pixels."""

OURS = "anthology"
COLOURS = {
    OURS: "#b03a2e",
    peers.EPUB: "#566573",
    peers.WEASYPRINT: "#2471a3",
    peers.XELATEX: "#7d6608",
    peers.TYPST: "#117a65",
}
EPUBS = {works.EPUB_COLD: OURS, peers.EPUB: peers.EPUB}
PDFS = {works.SCREEN_COLD: OURS} | {
    name: name for name in (peers.WEASYPRINT, peers.XELATEX, peers.TYPST)
}


@dataclass(frozen=True, slots=True)
class Line:
    """How one program fares as the book grows."""

    name: str
    colour: str
    points: tuple[tuple[float, float], ...]
    """In pixels, from the upper left corner of the panel."""

    label: float
    """Height of its name, in pixels from the top."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing: axes, and a line for each program."""

    title: str
    x: Sequence[tuple[float, str]]
    """Marks of the axis: place in pixels, and what it says."""

    y: Sequence[tuple[float, str]]
    lines: Sequence[Line]


def draw(runs: Runs, facts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the plot as SVG; both axes are logarithmic, so that twice is always as far."""
    figures = medians_of(runs)
    words = {size: facts[size]["words"] for size in figures}
    panels = [
        _panel(f"{what}: {cost}", figures, words, names, memory=cost == "memory")
        for cost in ("time", "memory")
        for what, names in (("EPUB", EPUBS), ("PDF", PDFS))
    ]
    source = (Path(__file__).parent / "plot.svg.jinja").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(source)
    return template.render(panels=panels, width=WIDTH, height=HEIGHT) + "\n"


def _panel(
    title: str,
    figures: Mapping[str, Mapping[str, Taken]],
    words: Mapping[str, int],
    names: Mapping[str, str],
    *,
    memory: bool,
) -> Panel:
    costs = {
        program: [
            (words[size], one.memory / MB if memory else one.wall)
            for size, taken in sorted(figures.items(), key=lambda item: words[item[0]])
            if (one := taken.get(work))
        ]
        for work, program in names.items()
    }
    across = Axis.over([x for line in costs.values() for x, _ in line], WIDTH)
    up = Axis.over([y for line in costs.values() for _, y in line], HEIGHT)
    places = {
        program: tuple((across.at(x), HEIGHT - up.at(y)) for x, y in line)
        for program, line in costs.items()
        if line
    }
    heights = _apart({program: points[-1][1] for program, points in places.items()})
    unit = "MB" if memory else "s"
    return Panel(
        title,
        [(across.at(x), f"{x:,.0f}") for x in across.marks()],
        [(HEIGHT - up.at(y), f"{y:g} {unit}") for y in up.marks()],
        [Line(name, COLOURS[name], places[name], heights[name]) for name in places],
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """A logarithmic scale over so many pixels."""

    low: float
    high: float
    length: float

    @classmethod
    def over(cls, values: Sequence[float], length: float) -> Axis:
        """Return the axis that has room for all the values and a little more.

        >>> Axis.over([2, 50], 100).marks()
        [1, 10, 100]
        """
        low, high = min(values, default=1), max(values, default=10)
        return cls(10 ** math.floor(math.log10(low)), 10 ** math.ceil(math.log10(high)), length)

    def at(self, value: float) -> float:
        """Return where a value stands, in pixels from the beginning."""
        span = math.log(self.high / self.low) or 1.0
        return self.length * math.log(value / self.low) / span

    def marks(self) -> list[float]:
        """Return the powers of ten on it."""
        first, last = round(math.log10(self.low)), round(math.log10(self.high))
        return [10**power for power in range(first, last + 1)]


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Move names that would stand upon each other down, in their order."""
    moved: dict[str, float] = {}
    last = -GAP
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        last = moved[name] = max(height, last + GAP)
    return moved
