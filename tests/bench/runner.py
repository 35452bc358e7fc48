"""Run a command and write down what it took: ``python -I runner.py RESULT COMMAND…``.

A process of its own, and a small one: a child begins with the memory of its parent on its
account. It takes in the orphans of the command too (layout workers belong to a server that
outlives it by a moment), so that nobody’s work is forgotten. Linux only.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

SUBREAPER = 36
"""``PR_SET_CHILD_SUBREAPER``, from ``linux/prctl.h``."""


def main(result: Path, command: list[str]) -> int:
    """Run the command, write seconds and bytes as JSON, and return its exit code."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    begun = time.perf_counter()
    code = subprocess.run(command, check=False).returncode
    wall = time.perf_counter() - begun
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss * 1024,
    }
    result.write_text(json.dumps(taken), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
