"""Time an import of ten megabytes: ``.venv/bin/python tests/bench/importing.py [TEXT…]``.

The text is made of those given, over and over, or of a few texts of the tests; one with
every system of notes there is takes three times as long.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RULES = Path(__file__).parents[1] / "importing" / "rules"
TEXTS = ("lines-joined", "quotations", "notes-foot-of-page", "citations-full")
SIZE = 10_000_000
"""Bytes."""

SECONDS, MEMORY = 30, 1_000_000_000
"""What such an import may cost at most; bytes at its peak."""


def raw_text(files: list[Path]) -> bytes:
    """Return a text of the size, cut where a letter ends."""
    once = b"\n\n".join(file.read_bytes() for file in files) + b"\n\n"
    whole = once * (SIZE // len(once) + 1)
    return whole[:SIZE].decode("utf-8", "ignore").encode("utf-8")


def main(files: list[Path]) -> None:
    """Print seconds and memory beside their limits."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.txt"
        raw.write_bytes(raw_text(files))
        program = Path(sys.executable).parent / "anthology"
        begun = time.perf_counter()
        subprocess.run([program, "import", raw, "-q"], check=True, cwd=folder)
        seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"10 MB: {seconds:.1f} s (at most {SECONDS}), {used.ru_utime:.1f} s of them work")
    print(f"peak: {used.ru_maxrss / 1000:.0f} MB (at most {MEMORY / 1e6:.0f})")


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[1:]]
    main(given or [RULES / name / "in.txt" for name in TEXTS])
