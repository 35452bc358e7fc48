"""Time imports of ten megabytes: ``.venv/bin/python tests/bench/importing.py [KIND…]``.

Texts of the tests over and over: as plain text, as Markdown, as a page; and texts of which
half is notes, in six systems at once. ``seed`` is the import of a whole article, start-up
included, where the raw texts lie beside the repository.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

RULES = Path(__file__).parents[1] / "importing" / "rules"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TEXTS = ("lines-joined", "quotations", "notes-foot-of-page", "citations-full")
SIZE = 10_000_000
"""Bytes."""

SECONDS, SEED_SECONDS, MEMORY = 30, 1, 1_000_000_000
"""What such an import may cost at most; bytes at its peak."""

NOTES = """The mill was old when the first clerk of the parish came to look at its wheel.[{a}]
The wheel was older than the mill (a) and the dam,(b) they say, was older yet than both.* Nobody
had counted the years of the dam until the second clerk came up the river.{a} He counted them
twice in one summer, and wrote down what he found.{b} They were more than he had time for.[{b}]

[{a}] See the list of the parish, which the first clerk kept in a box under the bell.

[{b}] So the miller said to the clerk, and the clerk to everyone who asked him for it.

(a) It was made of oak, of which there was more in the valley than there is today.

(b) It was made of stone at that time, and of earth and willow in the time before it.

* The priest of the lower parish disagreed, and said so in the inn and in the church.

† But he came too late to see the old dam, which the flood had taken in the spring.

{a}. They were ninety, or a hundred, as he who counted them had been to school or not.

{b}. The second time it rained for two days, and he counted them from under the roof.

"""
"""Of each system some notes, right after their paragraph."""


def once() -> str:
    """Return the texts of the tests, one after the other."""
    return "\n\n".join((RULES / name / "in.txt").read_text("utf-8") for name in TEXTS)


def dense() -> str:
    """Return a text of which half is notes."""
    return "".join(NOTES.format(a=number, b=number + 1) for number in range(1, 90, 2))


def as_page(words: str) -> str:
    """Return a text as paragraphs of a page."""
    return "".join(f"<p>{escape(one)}</p>\n" for one in words.split("\n\n"))


KINDS = {
    "text": ("txt", once),
    "notes": ("txt", dense),
    "markdown": ("md", once),
    "html": ("html", lambda: as_page(once())),
}


def repeated(words: str) -> bytes:
    """Return the words over and over, cut where a letter ends at the size."""
    part = f"{words}\n\n".encode()
    return (part * (SIZE // len(part) + 1))[:SIZE].decode("utf-8", "ignore").encode("utf-8")


def measure(raw: Path, most: int) -> None:
    """Import a file in a process of its own; print seconds and memory beside their limits."""
    program = Path(sys.executable).parent / "anthology"
    begun = time.perf_counter()
    process = subprocess.Popen([program, "import", raw, "-q"], cwd=raw.parent)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if status:
        sys.exit(f"{raw.name}: the import failed")
    work = used.ru_utime + used.ru_stime
    print(f"{raw.name}: {seconds:.2f} s (at most {most}), {work:.2f} s of them work, ", end="")
    print(f"peak {used.ru_maxrss / 1000:.0f} MB (at most {MEMORY / 1e6:.0f})", flush=True)


def main(kinds: list[str]) -> None:
    """Measure each kind in a folder of its own."""
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            if kind == "seed":
                raw = Path(folder) / "seed.txt"
                raw.write_bytes(next(SEEDS.glob("001_*.txt")).read_bytes())
            else:
                suffix, words = KINDS[kind]
                raw = Path(folder) / f"{kind}.{suffix}"
                raw.write_bytes(repeated(words()))
            measure(raw, SEED_SECONDS if kind == "seed" else SECONDS)


if __name__ == "__main__":
    main(sys.argv[1:] or [*KINDS, *(["seed"] if SEEDS.is_dir() else [])])
