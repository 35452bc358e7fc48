"""Finding the citation style."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from anthology.model import Book, CitationSettings
from anthology.passes.citations.styles import Style, find_style
from anthology.problems import Problem
from tests.passes.making import book_of, piece_of

DEPENDENT = """\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
  <info>
    <title>Ours</title>
    <id>ours</id>
    <link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>
    <category citation-format="author-date"/>
  </info>
</style>
"""


def _book(style: str, folder: Path = Path()) -> Book:
    citations = CitationSettings(("bib/works.bib",), style)
    return replace(book_of(piece_of("")), citations=citations, folder=folder)


def _found(style: str, folder: Path = Path()) -> Style:
    found = find_style(_book(style, folder))
    assert isinstance(found, Style)
    return found


def _missed(style: str, folder: Path = Path()) -> str:
    found = find_style(_book(style, folder))
    assert isinstance(found, Problem)
    return str(found)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("chicago-notes-bibliography", "chicago-notes-bibliography.csl"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography.csl"),
        ("mla", "modern-language-association.csl"),
        ("modern-humanities-research-association", "mhra-notes.csl"),
        ("pmla", "modern-language-association.csl"),
    ],
)
def test_names_lead_to_styles(name: str, file: str) -> None:
    """Names of the repository, names it gave up, journals that follow a style."""
    assert _found(name).path.name == file


def test_what_a_style_is_is_read_from_it() -> None:
    """Whether it has notes, and whether it numbers works."""
    kinds = {
        name: (style.in_notes, style.numeric)
        for name in ("chicago-notes-bibliography", "apa", "ieee")
        if (style := _found(name))
    }

    assert kinds == {
        "chicago-notes-bibliography": (True, False),
        "apa": (False, False),
        "ieee": (False, True),
    }


def test_a_name_nobody_has_is_reported() -> None:
    """With the nearest that somebody has."""
    assert _missed("chicago-notes-bibliografy") == (
        "anthology.yaml: error: there is no citation style “chicago-notes-bibliografy” "
        "[cite-style]\n  hint: did you mean “chicago-notes-bibliography”?"
    )


def test_a_file_of_the_project_is_used(tmp_path: Path) -> None:
    """It lies in ``styles/``, or is named by its path."""
    (tmp_path / "styles").mkdir()
    shutil.copy(_found("apa").path, tmp_path / "styles" / "ours.csl")

    assert _found("ours.csl", tmp_path).path == tmp_path / "styles" / "ours.csl"
    assert _found("styles/ours.csl", tmp_path).path == tmp_path / "styles" / "ours.csl"


def test_a_file_outside_the_project_is_not(tmp_path: Path) -> None:
    """A style is read from the project or the package, from nowhere else."""
    inside = tmp_path / "project"
    (inside / "styles").mkdir(parents=True)
    shutil.copy(_found("apa").path, tmp_path / "ours.csl")
    (inside / "styles" / "linked.csl").symlink_to(tmp_path / "ours.csl")

    for name in ("../ours.csl", str(tmp_path / "ours.csl"), "linked.csl", "../../ours.csl"):
        assert "[cite-style]" in _missed(name, inside)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    """With the nearest file that is there."""
    (tmp_path / "styles").mkdir()
    shutil.copy(_found("apa").path, tmp_path / "styles" / "ours.csl")

    assert _missed("our.csl", tmp_path) == (
        "anthology.yaml: error: there is no citation style our.csl in the project "
        "[cite-style]\n  hint: did you mean “ours.csl”?"
    )


def test_a_file_may_follow_a_style_of_the_package(tmp_path: Path) -> None:
    """Its parent is looked up, never fetched."""
    (tmp_path / "ours.csl").write_text(DEPENDENT.format(parent="apa"), encoding="utf-8")
    (tmp_path / "lost.csl").write_text(DEPENDENT.format(parent="nobodys"), encoding="utf-8")

    assert _found("ours.csl", tmp_path).path.name == "apa.csl"
    assert "can be used here" in _missed("lost.csl", tmp_path)


@pytest.mark.parametrize("content", ["", "<style", "<html/>", "no XML", "\0\1"])
def test_what_is_no_style_is_reported(tmp_path: Path, content: str) -> None:
    """A file of another kind is a problem, not a crash."""
    (tmp_path / "ours.csl").write_text(content, encoding="utf-8")

    assert "can be used here" in _missed("ours.csl", tmp_path)
