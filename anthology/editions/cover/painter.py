"""Paint a drawing: ``python painter.py WIDTH HEIGHT QUALITY FACE…``; SVG in, JPEG out.

A program of its own: resvg lets nothing else run in its process, and the book can be
written meanwhile.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import resvg_py
from PIL import Image


def paint(drawing: str, width: int, height: int, quality: int, faces: Sequence[str]) -> bytes:
    """Return a drawing as JPEG.

    Args:
        drawing: SVG.
        width: Of the picture, in pixels.
        height: The same.
        quality: Of the JPEG, up to 95.
        faces: Font files; those of the machine are not used.
    """
    png = resvg_py.svg_to_bytes(
        drawing,
        width=width,
        height=height,
        skip_system_fonts=True,
        font_files=list(faces),
        languages=["en"],
    )
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    across, down, fine = map(int, sys.argv[1:4])
    read = sys.stdin.buffer.read().decode("utf-8")
    sys.stdout.buffer.write(paint(read, across, down, fine, sys.argv[4:]))
