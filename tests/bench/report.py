"""The benchmark in words: Markdown to read, JSON to compare with."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

from tests.bench.measure import Taken, medians
from tests.bench.targets import MB, verdicts

Runs = Mapping[str, Mapping[str, Sequence[Taken]]]
"""Size → name of a work → what each run took."""

PROGRAMS = ("anthology", "pypandoc_binary", "weasyprint", "typst")


def markdown(runs: Runs, facts: Mapping[str, Mapping[str, int]]) -> str:
    """Return the tables: what everything took, and the targets beside it."""
    figures = medians_of(runs)
    lines = ["# Benchmark", "", f"{_machine()}.", *_targets(figures)]
    for size, works in runs.items():
        what = f"{facts[size]['texts']:,} texts, {facts[size]['words']:,} words"
        lines += ["", f"## Size {size}: {what}", ""]
        head = ("work", "wall", "CPU", "largest process", "runs")
        rows = (_row(name, figures[size][name], taken) for name, taken in works.items())
        lines += _table(head, rows)
    return "\n".join(lines) + "\n"


def as_json(runs: Runs, facts: Mapping[str, Mapping[str, int]]) -> str:
    """Return every figure of every run."""
    figures = medians_of(runs)
    sizes = {
        size: {
            "book": dict(facts[size]),
            "works": {
                name: {
                    "median": asdict(figures[size][name]),
                    "runs": [asdict(one) for one in taken],
                }
                for name, taken in works.items()
            },
        }
        for size, works in runs.items()
    }
    judged = [asdict(verdict) for verdict in verdicts(figures)]
    values = {"machine": _machine(), "targets": judged, "sizes": sizes}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def medians_of(runs: Runs) -> dict[str, dict[str, Taken]]:
    """Return the median of each work in each size."""
    return {
        size: {name: medians(taken) for name, taken in works.items()}
        for size, works in runs.items()
    }


def _targets(figures: Mapping[str, Mapping[str, Taken]]) -> Iterator[str]:
    judged = verdicts(figures)
    if not judged:
        return
    yield from ("", "## Targets", "")
    rows = (
        (one.work, one.size, one.wanted, one.measured, "yes" if one.met else "**no**")
        for one in judged
    )
    yield from _table(("work", "size", "wanted", "measured", "met"), rows)


def _row(name: str, figure: Taken, taken: Sequence[Taken]) -> Sequence[str]:
    each = " · ".join(f"{one.wall:.2f}" for one in taken)
    memory = f"{figure.memory / MB:.0f} MB"
    return name, f"{figure.wall:.2f} s", f"{figure.cpu:.2f} s", memory, each


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Set a table whose columns line up in plain text too."""
    table = [head, *rows]
    widths = [max(len(row[at]) for row in table) for at in range(len(head))]
    for number, row in enumerate(table):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"


def _machine() -> str:
    """Say what the figures were taken with; of the machine no more than matters."""
    cores = len(os.sched_getaffinity(0))
    programs = ", ".join(f"{name} {_version(name)}" for name in PROGRAMS)
    return f"{cores} cores, Python {platform.python_version()}; {programs}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(none)"
