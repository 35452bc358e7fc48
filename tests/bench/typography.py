"""Count what a compositor would mark: ``python -m tests.bench.typography [--style S] [S M]``.

The book of the benchmark is laid out afresh and its report read. Looks are measured here,
not time; a busy machine may do it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from anthology.build import BuildOptions, build
from anthology.model import Style
from tests.bench.corpus import write_corpus
from tests.bench.project import write_project

ALLOWED = {"loose line": 1 / 200}
"""How many of the justified lines may have a flaw; of all others there shall be none."""


def counted(size: str, folder: Path, style: Style = Style.CLASSIC) -> dict[str, Any]:
    """Lay out the book in a style, and return what its report says of the typography."""
    corpus, project = folder / "corpus" / size, folder / "projects" / size
    write_corpus(size, corpus)
    write_project(corpus, project, "screen")
    with (project / "anthology.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"style: {style}\n")
    result = build(project, BuildOptions(editions=("screen",), cache=False))
    if not result.outputs:
        raise SystemExit("\n".join(map(str, result.problems)))
    report = json.loads((project / "build" / "report.json").read_text(encoding="utf-8"))
    (edition,) = report["editions"]
    return {"pages": edition["pages"], **edition["typography"]}


def table(size: str, found: dict[str, Any]) -> str:
    """Return the counts as lines of a table."""
    lines = [f"{size}: {found['pages']} pages, {found['lines']} justified lines"]
    for flaw, pages in found["flaws"].items():
        most = int(ALLOWED.get(flaw, 0) * found["lines"])
        where = (
            f" (pages {', '.join(dict.fromkeys(pages))})" if len(pages) in range(1, 13) else ""
        )
        verdict = "" if len(pages) <= most else f", allowed {most}"
        lines.append(f"  {flaw:34}{len(pages):6}{verdict}{where}")
    return "\n".join(lines)


def main() -> None:
    """Print the counts of each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["S", "M"])
    parser.add_argument("--style", type=Style, default=Style.CLASSIC, choices=Style)
    parser.add_argument("--output", type=Path, default=Path("build/bench"))
    options = parser.parse_args()
    for size in options.sizes:
        print(table(size, counted(size, options.output, options.style)))


if __name__ == "__main__":
    main()
