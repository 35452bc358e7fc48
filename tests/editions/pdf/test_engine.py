"""What the engine may open, which fonts it sees, and what it is heard to say."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from anthology.editions.faults import TemplateError
from anthology.editions.pdf import Means, write_pdf
from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.fetcher import LARGEST_DATA, HouseFetcher
from anthology.editions.pdf.glyphs import Face, cut, face_of
from anthology.editions.pdf.parts import PROJECT
from anthology.faces import BY_STYLE, font_files
from anthology.model import Style
from anthology.problems import Code, Place
from tests.editions.pdf.making import SCREEN, book, paragraph, piece, section_job


def test_files_of_the_project_are_opened(tmp_path: Path) -> None:
    """Pictures lie there."""
    file = tmp_path / "map of quays.svg"
    file.write_text("<svg/>", encoding="utf-8")

    response = HouseFetcher(tmp_path).fetch(f"{PROJECT}map%20of%20quays.svg")

    assert (response.read(), response.content_type) == (b"<svg/>", "image/svg+xml")


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    """Not even one that has a name inside."""
    (tmp_path / "project").mkdir()
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (tmp_path / "project" / "innocent").symlink_to(tmp_path / "secret")
    fetcher = HouseFetcher(tmp_path / "project")

    for name in ("../secret", "innocent", "%2e%2e/secret"):
        with pytest.raises(ValueError, match="outside"):
            fetcher.fetch(f"{PROJECT}{name}")


@pytest.mark.parametrize(
    "url", ["https://example.org/x.png", "http://127.0.0.1/", "ftp://x/y", "file:///etc/passwd"]
)
def test_the_network_is_not_used(url: str, tmp_path: Path) -> None:
    """A book is built without it."""
    with pytest.raises(ValueError, match="not opened"):
        HouseFetcher(tmp_path).fetch(url)


def test_data_addresses_are_opened_when_small(tmp_path: Path) -> None:
    """Ornaments may stand in a style sheet."""
    fetcher = HouseFetcher(tmp_path)

    assert fetcher.fetch("data:image/svg+xml,%3Csvg/%3E").read() == b"<svg/>"
    assert fetcher.fetch("data:image/png;base64,aGVsbG8=").read() == b"hello"
    with pytest.raises(ValueError, match="characters"):
        fetcher.fetch("data:," + "x" * LARGEST_DATA)


def test_only_faces_of_the_house_are_seen() -> None:
    """Fontconfig, asked as the engine asks it, lists our files and no others."""
    script = (
        "from anthology.editions import pdf; import subprocess; subprocess.run(['fc-list'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8"
    )

    seen = {line.partition(":")[0] for line in done.stdout.splitlines()}

    assert seen == {str(file) for file in font_files()}


def test_the_fonts_of_the_user_are_not_seen(tmp_path: Path) -> None:
    """A configuration in the environment is replaced by ours."""
    (tmp_path / "fonts.conf").write_text("<fontconfig/>", encoding="utf-8")
    script = (
        "from anthology.editions import pdf; import os; print(os.environ['FONTCONFIG_FILE'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    )

    used = Path(done.stdout.strip())

    assert used.parent != tmp_path
    assert not used.exists(), "the folder goes when the process ends"


def test_a_face_is_cut_down_to_its_glyphs() -> None:
    """A bold cut of a few glyphs is small, and the same each time."""
    upright = font_files(BY_STYLE[Style.CLASSIC])[-1]
    face = face_of(upright.read_bytes(), {"wght": 700, "opsz": 11})

    font = cut(face, [36, 37, 38])

    assert face == Face(upright.name, (("wght", 700.0),))
    assert Face.from_stub(face.stub()) == face
    assert len(font) < 40_000
    assert cut(face, [38, 37, 36]) == font
    assert cut(Face(upright.name, (("wght", 400.0),)), [36, 37, 38]) != font


def test_a_strange_font_is_refused() -> None:
    """The engine must not have found one of the machine."""
    with pytest.raises(KeyError):
        face_of(b"not ours", {})


def test_what_the_engine_drops_is_told_with_its_line(tmp_path: Path) -> None:
    """A slip in a project’s style sheet is a warning at its line; the book is made."""
    (tmp_path / "styles").mkdir()
    css = "p { margin: 0 }\n\np { colour: red }\n"
    (tmp_path / "styles" / "book.css").write_text(css, encoding="utf-8")
    a_book = book(piece("quay", [paragraph("Text")]), folder=tmp_path)

    result = write_pdf(
        a_book, SCREEN, Means(jobs=2)
    )  # workers keep the engine’s words to themselves

    (problem,) = result.problems
    assert (problem.code, problem.place) == (Code.LAYOUT, Place("styles/book.css", 3))
    assert "colour: red" in problem.message
    assert result.pages > 3


def test_a_template_that_makes_no_xhtml_is_named(tmp_path: Path) -> None:
    """An unclosed element would be mended in silence by a browser."""
    folder = tmp_path / "styles" / "templates"
    folder.mkdir(parents=True)
    (folder / "half-title.xhtml").write_text("<p>{{ book.title }}", encoding="utf-8")
    a_book = book(piece("quay", [paragraph("Text")]), folder=tmp_path)

    with pytest.raises(TemplateError) as caught:
        write_pdf(a_book, SCREEN, Means(jobs=1))

    assert caught.value.problem.place.file == "styles/templates/half-title.xhtml"


def test_rules_above_notes_know_whether_a_note_goes_on() -> None:
    """The second page of a long note begins with its rest."""
    words = "<em>word</em> another " * 350
    lines = f'<span class="note-paragraph">{words}</span>'
    note = f'<span class="note" id="n" data-mark="1">{lines}</span>'

    result = lay_out(section_job(f'<section><div class="text"><p>x{note}</p></div></section>'))

    assert [foot.continued for foot in result.feet] == [False] + [True] * (result.pages - 1)
    assert result.pages > 1
