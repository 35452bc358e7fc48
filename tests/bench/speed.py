"""Time the commands an editor waits for: ``.venv/bin/python tests/bench/speed.py [DIR]``.

The best of several runs is what the program needs; the rest is the machine's mood.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ANTHOLOGY = Path(sys.executable).parent / "anthology"

COMMANDS: tuple[tuple[tuple[str, ...], int, float], ...] = (
    (("--help",), 10, 0.2),
    (("check",), 5, 1.5),
)
"""Arguments, runs, and the seconds it may take (as agreed for a quiet machine)."""


def seconds(arguments: tuple[str, ...], project: Path) -> float:
    """Return the wall time of one run."""
    begun = time.perf_counter()
    subprocess.run([ANTHOLOGY, *arguments], check=True, capture_output=True, cwd=project)
    return time.perf_counter() - begun


def main(project: Path) -> None:
    """Print the best time of each command beside its limit."""
    for arguments, runs, limit in COMMANDS:
        best = min(seconds(arguments, project) for _ in range(runs))
        print(f"anthology {' '.join(arguments)}: {best:.3f} s (at most {limit} s)")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path())
