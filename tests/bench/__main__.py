"""Measure ourselves and the peers on the same book: ``python -m tests.bench --help``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import SIZES, write_corpus
from tests.bench.measure import Taken, Work, run
from tests.bench.peers import peers
from tests.bench.plot import draw
from tests.bench.report import Runs, as_json, markdown
from tests.bench.works import CHECK_COLD, CHECK_WARM, EPUB_COLD, SCREEN_COLD, ours

LARGE = {"L": (EPUB_COLD, SCREEN_COLD), "XL": (EPUB_COLD, CHECK_COLD, CHECK_WARM)}
"""Sizes of which only some works are measured: they show how cost and memory grow."""

ONCE = {"S", "L", "XL"}
"""Sizes that are run once: they are for the plot; the targets are those of M."""


def main() -> int:
    """Run the benchmark; write table, figures and plot; print the table."""
    options = _options()
    facts, runs = {}, {}
    for size in options.sizes:
        corpus = options.output / "corpus" / size
        facts[size] = write_corpus(size, corpus)
        works = list(_works(size, corpus, options))
        times = 1 if size in ONCE else options.runs
        runs[size] = _measured(size, works, times)
    _write(options.output, runs, facts)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measure ourselves and the peers."
    )
    parser.add_argument(
        "sizes", nargs="*", choices=[*SIZES, []], default=["S", "M"], help="(S M)"
    )
    parser.add_argument("--runs", type=int, default=3, help="of M; S, L and XL have one")
    parser.add_argument(
        "--only", metavar="WORDS", default="", help="measure works with these in their names"
    )
    parser.add_argument(
        "--all-peers", action="store_true", help="let the peers have a try at L, too"
    )
    parser.add_argument("--output", type=Path, default=Path("build/bench"))
    options = parser.parse_args()
    options.output = options.output.resolve()
    return options


def _works(size: str, corpus: Path, options: argparse.Namespace) -> Iterator[Work]:
    wanted = LARGE.get(size)
    works = ours(corpus, options.output / "projects" / size)
    works = [work for work in works if wanted is None or work.name in wanted]
    if wanted is None or options.all_peers:
        works += peers(corpus, options.output / "peers" / size)
    yield from (work for work in works if options.only in work.name)


def _measured(size: str, works: list[Work], times: int) -> dict[str, list[Taken]]:
    """Let the works take turns, so that the moods of the machine fall on all alike."""
    taken: dict[str, list[Taken]] = {work.name: [] for work in works}
    for number in range(times):
        for work in works:
            one = run(work, number)
            taken[work.name].append(one)
            print(f"{size} {number + 1}/{times} {work.name}: {one.wall:.2f} s", file=sys.stderr)
    return taken


def _write(output: Path, runs: Runs, facts: dict[str, dict[str, int]]) -> None:
    table = markdown(runs, facts)
    (output / "bench.md").write_text(table, encoding="utf-8")
    (output / "bench.json").write_text(as_json(runs, facts), encoding="utf-8")
    (output / "bench.svg").write_text(draw(runs, facts), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    sys.exit(main())
