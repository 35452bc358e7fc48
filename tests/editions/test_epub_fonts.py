"""Faces inside an e-book: only when asked for, only what is used, the same every time."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from fontTools.ttLib import TTFont

from anthology.editions.epub import write_epub
from anthology.faces import BY_STYLE, font_files
from anthology.model import EditionSettings, Style
from tests.editions.specimen import BOOK
from tests.editions.test_epub import members
from tests.validators import Epubcheck

CARRYING = replace(BOOK, editions=(EditionSettings("epub", fonts=True),))


def test_without_being_asked_no_font_is_carried() -> None:
    """The reader’s own faces are the rule, and the style sheet names none."""
    files = members(write_epub(BOOK))

    assert not any(name.endswith(".ttf") for name in files)
    assert b"font-family" not in files["EPUB/css/book.css"]


def test_a_face_has_the_letters_of_the_book_and_few_others() -> None:
    """Upright and italic, each much smaller than the whole."""
    files = members(write_epub(CARRYING))
    fonts = {name: content for name, content in files.items() if name.endswith(".ttf")}

    whole = sum(file.stat().st_size for file in font_files(BY_STYLE[Style.CLASSIC]))
    assert len(fonts) == 2
    assert sum(map(len, fonts.values())) < whole / 3
    for content in fonts.values():
        letters = set(TTFont(io.BytesIO(content)).getBestCmap())
        assert set(map(ord, "Plain&<simple>")) <= letters
        assert ord("Ж") not in letters


def test_the_faces_are_those_of_the_style() -> None:
    """Text and headings of the modern style have a face each, in the e-book as in print."""
    files = members(write_epub(replace(CARRYING, style=Style.MODERN)))

    fonts = {name.removeprefix("EPUB/fonts/") for name in files if name.endswith(".ttf")}
    css = files["EPUB/css/book.css"].decode()
    assert fonts == {
        f"{face}-{cut}.ttf"
        for face in ("Literata", "SourceSans3")
        for cut in ("normal", "italic")
    }
    assert 'body { font-family: "Literata", serif }' in css
    assert 'figcaption { font-family: "Source Sans 3", sans-serif }' in css


def test_small_capitals_come_along() -> None:
    """What the style sheet asks of a face, the face can still do."""
    files = members(write_epub(CARRYING))
    font = TTFont(io.BytesIO(files["EPUB/fonts/EBGaramond-normal.ttf"]))

    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}

    assert {"smcp", "onum"} <= features


def test_it_is_valid_and_the_same_every_time(epubcheck: Epubcheck, tmp_path: Path) -> None:
    """No clock in a font."""
    content = write_epub(CARRYING)
    file = tmp_path / "book.epub"
    file.write_bytes(content)

    assert write_epub(CARRYING) == content
    mentioned = "CSS-028"  # that there is a face at all, which is as it should be
    assert [told for told in epubcheck(file) if mentioned not in told] == []
