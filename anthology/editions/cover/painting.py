"""Have a drawing painted in a process of its own, while the book is written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Self

PROGRAM = Path(__file__).with_name("painter.py")


class Painter:
    """A painter, who makes ready while the drawing is made; left without one, he goes."""

    def __init__(self, faces: Sequence[Path], size: tuple[int, int], quality: int) -> None:
        """Call a painter.

        Args:
            faces: Font files; those of the machine are not used.
            size: Width and height of the picture, in pixels.
            quality: Of the JPEG, up to 95.
        """
        settings = map(str, (*size, quality, *faces))
        self._process = subprocess.Popen(
            [sys.executable, "-P", PROGRAM, *settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._begun = False

    def __enter__(self) -> Self:
        """Return the painter."""
        return self

    def __exit__(self, *fault: object) -> None:
        """Send the painter away who was given nothing to paint."""
        if not self._begun:
            self._process.kill()
            self._process.communicate()

    def begin(self, drawing: bytes, keep: Callable[[bytes], None] | None) -> Future[bytes]:
        """Have a drawing painted, SVG; return its picture, a JPEG, as it will be.

        Args:
            drawing: What to paint.
            keep: Is given the picture as soon as it is painted.
        """
        self._begun = True
        pipe, self._process.stdin = self._process.stdin, None
        assert pipe, "it is one"
        with suppress(BrokenPipeError), pipe:  # at once: forks of ours would hold it open
            pipe.write(drawing)

        def painted() -> bytes:
            picture, said = self._process.communicate()
            if self._process.returncode:
                raise RuntimeError(f"the cover was not painted: {said.decode()}")
            if keep:
                keep(picture)
            return picture

        thread = ThreadPoolExecutor(1)  # it only waits
        future = thread.submit(painted)
        thread.shutdown(wait=False)
        return future
