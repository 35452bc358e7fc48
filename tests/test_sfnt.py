"""Letters of our faces and their widths, read without a library."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from anthology.faces import font_files
from anthology.sfnt import letters, widths


@pytest.mark.parametrize("file", font_files(), ids=lambda file: str(file.stem))
def test_it_is_what_a_library_reads(file: Path) -> None:
    """Every character of every face of ours, its glyph, and its width."""
    content = file.read_bytes()

    glyphs, ems = letters(content), widths(content)

    with TTFont(file, lazy=True) as font:
        names = {chr(code): name for code, name in font.getBestCmap().items()}
        unit, advances = font["head"].unitsPerEm, font["hmtx"].metrics
        assert glyphs == {sign: font.getGlyphID(name) for sign, name in names.items()}
        assert ems == {sign: advances[name][0] / unit for sign, name in names.items()}
