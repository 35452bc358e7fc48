"""Our citations against those of ``pandoc --citeproc`` on the same Markdown."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from anthology.passes import run_passes
from anthology.passes.citations.processor import pandoc
from anthology.passes.citations.styles import Style, find_style
from anthology.reading.front_matter import divide
from tests.conftest import HERE
from tests.passes.making import HARBOUR, PILOTS, SOURCES, book_of, piece_of
from tests.passes.words import Peer, shown_notes, shown_text, shown_works

SPECIMEN = HERE / "projects" / "specimen"

STYLES = (
    "american-medical-association",
    "apa",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "chicago-notes-bibliography-subsequent-ibid",
    "chicago-shortened-notes-bibliography",
    "harvard-cite-them-right",
    "ieee",
    "mhra-notes",
    "modern-humanities-research-association",
    "modern-language-association",
    "oxford-guide-to-style-notes",
    "oxford-university-press-humsoc",
    "turabian-notes-bibliography",
)


@pytest.mark.parametrize(
    ("style", "lang"),
    [
        *((style, "en-GB") for style in STYLES),
        ("apa", "de-DE"),
        ("chicago-notes-bibliography", "en-US"),
        ("mhra-notes", "fr-FR"),
    ],
)
def test_one_piece_agrees_word_for_word(style: str, lang: str) -> None:
    """Text, notes and list of a book of one piece are those of pandoc on its source.

    Only the case of a letter that begins a sentence may differ, and whether parentheses
    stand about a citation in a note.
    """
    book = book_of(piece_of(HARBOUR, lang=lang), style=style)

    done, problems = run_passes(book)

    (piece,) = done.pieces()
    peer = _pandoc(HARBOUR, style, lang)
    assert problems == []
    assert shown_text(piece) == peer.text
    assert _alike(shown_notes(piece), style) == _alike(peer.notes, style)
    assert shown_works(done) == peer.works


@pytest.mark.parametrize("style", STYLES)
def test_the_specimen_agrees_word_for_word(style: str) -> None:
    """Every locator, prefix, suffix and mode, in running text and in notes of all builds."""
    source = divide((SPECIMEN / "texts" / "moons.md").read_text(encoding="utf-8")).body
    bib = (SPECIMEN / "bib" / "works.bib").read_text(encoding="utf-8")

    done, problems = run_passes(book_of(piece_of(source, "moons"), style=style, bib=bib))

    (piece,) = done.pieces()
    peer = _pandoc(source, style, "en-GB", SPECIMEN / "bib" / "works.bib")
    assert problems == []
    assert shown_text(piece) == peer.text
    assert _alike(shown_notes(piece), style) == _alike(peer.notes, style)
    assert shown_works(done) == peer.works


@pytest.mark.parametrize("style", [style for style in STYLES if "notes" in style])
def test_short_forms_start_afresh_in_each_piece(style: str) -> None:
    """The notes of the second piece are what they would be if it stood alone."""
    book = book_of(piece_of(HARBOUR), piece_of(PILOTS, "pilots"), style=style)

    done, problems = run_passes(book)

    first, second = done.pieces()
    assert problems == []
    for piece, source in ((first, HARBOUR), (second, PILOTS)):
        peer = _pandoc(source, style, "en-GB")
        assert _alike(shown_notes(piece), style) == _alike(peer.notes, style)


def _alike(notes: list[list[str]], style: str) -> list[list[str]]:
    """Notes with what is our own way left out: see ``brackets.py``."""
    if style_of(style).in_notes:
        notes = [[re.sub(r"[()]", "", line) for line in note] for note in notes]
    return [[_SENTENCE.sub(lambda first: first[0].upper(), one) for one in n] for n in notes]


_SENTENCE = re.compile(r"(?:^|[.?!] )\w")


def style_of(name: str) -> Style:
    """Return a style by its name."""
    found = find_style(book_of(piece_of(""), style=name))
    assert isinstance(found, Style)
    return found


def _pandoc(
    source: str, style: str, lang: str, bibliography: Path = SOURCES / "works.bib"
) -> Peer:
    found = style_of(style)
    done = subprocess.run(
        [
            pandoc(),
            "--from=markdown-smart",
            "--to=json",
            "--citeproc",
            f"--csl={found.path}",
            f"--bibliography={bibliography}",
            f"--metadata=lang:{lang}",
        ],
        input=source,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return Peer(json.loads(done.stdout))
