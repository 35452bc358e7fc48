"""Books that bring faces along: Chinese, Japanese and Korean words, which ours have not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from anthology.checks.glyphs import missing_glyphs, unusable_faces
from anthology.editions.cover import make_cover
from anthology.editions.pdf.fontset import face_name
from anthology.faces import RESTRICTED
from anthology.model import Book, EditionSettings, Style
from anthology.problems import Code
from tests.editions.pdf.making import SCREEN, book, made, opened, page_texts, paragraph, piece
from tests.own_face import write_face
from tests.validators import Verapdf

WORDS = "The sign says 潮汐表, in Japan 潮のひょう and in Korea 조석표."
LETTERS = "潮汐表のひょう조석표"


def signs(folder: Path, style: Style = Style.CLASSIC) -> Book:
    """A book with words in three scripts."""
    return replace(book(piece("signs", [paragraph(WORDS)]), folder=folder), style=style)


@pytest.fixture
def with_face(tmp_path: Path) -> Path:
    """A folder of a book, with a face that has the letters."""
    write_face(tmp_path / "styles" / "fonts" / "boxes.ttf", LETTERS)
    return tmp_path


def test_letters_are_missed_until_a_face_has_them(tmp_path: Path) -> None:
    """Each is named with file and line, before anything is laid out."""
    a_book = signs(tmp_path)

    missing = list(missing_glyphs(a_book))
    write_face(tmp_path / "styles" / "fonts" / "boxes.ttf", LETTERS)

    assert {(one.code, str(one.place)) for one in missing} == {
        (Code.GLYPH_MISSING, "texts/quay.md:1")
    }
    assert sum(f"“{letter}”" in one.message for letter in LETTERS for one in missing) == len(
        LETTERS
    )
    assert all("styles/fonts/" in one.hint for one in missing)
    assert list(missing_glyphs(a_book)) == []


def test_a_face_that_was_replaced_is_looked_at_again(tmp_path: Path) -> None:
    """A preview runs for days, and a designer mends the face in the meantime."""
    a_book, face = signs(tmp_path), tmp_path / "styles" / "fonts" / "boxes.ttf"
    write_face(face, LETTERS[:-1], fs_type=RESTRICTED)

    before = list(unusable_faces(a_book))
    write_face(face, LETTERS[:-1])
    between = list(missing_glyphs(a_book))
    write_face(face, LETTERS)

    assert [one.code for one in before] == [Code.FACE_UNUSABLE]
    assert len(between) == 1
    assert [*unusable_faces(a_book), *missing_glyphs(a_book)] == []


@pytest.mark.parametrize("style", Style)
def test_words_of_east_asia_are_set_and_read(
    style: Style, with_face: Path, tmp_path: Path, verapdf: Verapdf
) -> None:
    """In the face of the book, embedded once and cut down; others set what they have."""
    result = made(signs(with_face, style), SCREEN)
    (tmp_path / "signs.pdf").write_bytes(result.content)

    assert result.problems == ()
    assert WORDS in " ".join(" ".join(page_texts(result.content, tmp_path)).split())
    with opened(result.content) as pdf:
        faces = [face_name(one) for one in pdf.objects if _is_font(one)]
    assert faces.count("Boxes") == 1
    assert verapdf("ua1", tmp_path / "signs.pdf") == []
    assert verapdf("3a", tmp_path / "signs.pdf") == []


def _is_font(found: object) -> bool:
    return hasattr(found, "keys") and "/DescendantFonts" in list(found.keys())


def test_a_printer_takes_them_too(with_face: Path) -> None:
    """Embedded in black; the same bytes each time."""
    one, other = (made(signs(with_face), EditionSettings("print")) for _ in range(2))

    assert one.problems == ()
    assert one.content == other.content


def test_the_cover_has_them_too(tmp_path: Path) -> None:
    """A title in a script that we have no face for is not left out of the picture."""
    a_book = replace(signs(tmp_path), title="潮汐表")

    without = make_cover(a_book).picture
    write_face(tmp_path / "styles" / "fonts" / "boxes.ttf", LETTERS)

    assert make_cover(a_book).picture != without


def test_a_style_sheet_may_name_the_face(with_face: Path) -> None:
    """By the name the face itself has."""
    style = with_face / "styles" / "screen.css"
    style.write_text('h1 { font-family: "Boxes" }', encoding="utf-8")
    write_face(with_face / "styles" / "fonts" / "more.ttf", "Sig n", "Boxes")

    result = made(book(piece("sign", [paragraph("A sign.")], title="Sign"), folder=with_face))

    with opened(result.content) as pdf:
        assert "Boxes" in {face_name(one) for one in pdf.objects if _is_font(one)}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("boxes.otf", b"OTTO", "is no .ttf file"),
        ("boxes.woff2", b"wOF2", "is no .ttf file"),
        ("boxes.ttf", b"not a font at all", "is no font"),
        ("boxes.ttf", b"", "is no font"),
    ],
)
def test_files_that_no_edition_can_use_are_told(
    name: str, content: bytes, why: str, tmp_path: Path
) -> None:
    """With the file and what to take instead."""
    file = tmp_path / "styles" / "fonts" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)

    (problem,) = unusable_faces(signs(tmp_path))

    assert (problem.code, str(problem.place)) == (Code.FACE_UNUSABLE, f"styles/fonts/{name}")
    assert why in problem.message


def test_a_face_that_forbids_it_is_not_embedded(tmp_path: Path) -> None:
    """Its licence is the foundry’s; the message says so."""
    write_face(tmp_path / "styles" / "fonts" / "boxes.ttf", LETTERS, fs_type=0x0002)

    (problem,) = unusable_faces(signs(tmp_path))

    assert "may not be embedded" in problem.message
    assert list(missing_glyphs(signs(tmp_path))) != []
