"""The styles a press chooses between: which faces they have, and what the faces can do."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from anthology.editions.pdf.fontset import face_name
from anthology.faces import BY_STYLE, font_files
from anthology.model import Emphasis, Paragraph, Style, Text
from anthology.problems import Code
from anthology.reading.settings import read_settings
from tests.editions.pdf.making import (
    HERE,
    book,
    long_piece,
    made,
    note,
    opened,
    paragraph,
    piece,
    prose,
)
from tests.validators import program

FACES = {
    Style.CLASSIC: {"EB-Garamond", "EB-Garamond-Italic"},
    Style.MODERN: {"Literata", "Literata-Italic", "Source-Sans-3", "Source-Sans-3-Semi-Bold"},
}


@pytest.mark.parametrize("style", Style)
def test_a_book_is_set_in_the_faces_of_its_style(style: Style) -> None:
    """And in no other; each is embedded once."""
    a_book = replace(book(long_piece("quay", 7)), style=style)

    with opened(made(a_book).content) as pdf:
        fonts = [one for one in pdf.objects if "/DescendantFonts" in _keys(one)]
        names = [face_name(font) for font in fonts]

    assert set(names) == FACES[style]
    assert len(names) == len(set(names))


def _keys(found: object) -> list[str]:
    return list(found.keys()) if hasattr(found, "keys") else []


@pytest.mark.parametrize("style", Style)
def test_small_capitals_and_figures_are_drawn_by_the_face(style: Style) -> None:
    """Letters made smaller would look thin, and lining figures shout in a sentence."""
    text, *display = BY_STYLE[style]
    for file in font_files((text,)):
        assert {"smcp", "c2sc", "onum", "lnum", "tnum"} <= _features(file)
    for file in font_files(tuple(display)):
        assert {"onum", "pnum"} <= _features(file)


def _features(file: object) -> set[str]:
    with TTFont(file, lazy=True) as font:
        return {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_a_title_in_a_note_is_italic_wherever_its_mark_stands(tmp_path: Path) -> None:
    """In a headnote, too, whose own titles are roman among italics."""
    a_piece = piece("quay", [paragraph(prose(40))], [note("headnote/1", "See ")])
    title = Paragraph((Text("See "), Emphasis((Text("Tides"),))), HERE)
    headnote = paragraph("First printed in ", "headnote/1")
    headnote = replace(headnote, children=(Emphasis((Text("Slates"),)), *headnote.children))
    notes = (replace(a_piece.notes[0], blocks=(title,)),)
    a_piece = replace(a_piece, headnote=(headnote,), notes=notes)
    file = tmp_path / "quay.pdf"

    file.write_bytes(made(book(a_piece)).content)

    command = [program("pdftohtml"), "-xml", "-i", "-stdout", str(file)]
    found = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert "<i>Tides</i>" in found
    assert re.search(r"<i>[^<]*First printed in", found)
    assert "Slates" in found
    assert "<i>Slates" not in found


def test_a_style_that_there_is_not_is_told_with_those_there_are() -> None:
    """A slip of the pen must not give a classic book in silence."""
    source = "title: Quays\nlang: en\nstyle: modren\ncontents: [quay.md]\n"

    _, problems = read_settings(source, "anthology.yaml")

    (problem,) = problems
    assert (problem.code, problem.place.line) == (Code.SETTING_VALUE, 3)
    assert "modern" in problem.hint
