"""Lines set of words that are shaped once: as the engine would set and paint them."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator

import pikepdf
import pytest

from anthology.editions.pdf import linesetting
from anthology.editions.pdf.optimum import Chance, Frame, full_ends
from anthology.editions.pdf.parts import LaidOut
from tests.editions.pdf.making import laid_out, prose

NOTE = '<span class="note" id="n{0}" data-mark="{0}">{1}</span>'

TEXT = "".join(
    f"<p>{prose(70, n)} In 19{n}4, <em>{prose(9, n)}</em>{NOTE.format(n, prose(12 + n, n))} "
    f"{prose(40, n + 3)} (p. 1{n}) <strong>{prose(4, n)}</strong></p>"
    for n in range(1, 8)
)
"""Paragraphs with emphasis, figures and notes."""


def streams(made: LaidOut) -> Iterator[bytes]:
    """Yield what paints each page, without the moves by nothing that the engine writes."""
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            content = re.sub(rb">0(?=[<\]])", b">", page.Contents.read_bytes())
            yield content.replace(b"><", b"").replace(b"<>", b"")


def test_lines_are_painted_as_by_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are the same to the last operator where the engine sets the same lines."""
    xhtml = f'<section id="quay"><div class="text">{TEXT}</div></section>'

    ours = laid_out(xhtml)
    monkeypatch.setattr(linesetting, "is_composable", lambda *_: False)
    theirs = laid_out(xhtml)

    assert ours.pages > 2
    assert list(streams(ours)) == list(streams(theirs))
    assert ours.spots == theirs.spots
    assert ours.starts == theirs.starts


def test_ragged_lines_are_filled() -> None:
    """No word stands on a line that could have stood on the one before."""
    widths = [2 + (n * n * 31 + n**3) % 11 for n in range(80)]
    ends_of_words = list(itertools.accumulate(width + 1 for width in widths))
    places = [Chance(0, 0, 0, 0)]
    places += [Chance(at - 1, at, n, n + 1) for n, at in enumerate(ends_of_words)]

    ends = full_ends(places, Frame(30, 30, 1))

    for first, last in itertools.pairwise([0, *ends[:-1]]):
        assert places[last].end - places[first].begin <= 30
        assert places[last + 1].end - places[first].begin > 30


def test_marks_stay_apart_though_their_styles_are_shared() -> None:
    """Each note and its mark have a place of their own, and each letter its own look."""
    xhtml = f'<section id="quay"><div class="text">{TEXT}</div></section>'

    made = laid_out(xhtml)

    assert {f"n{n}" for n in range(1, 8)} | {f"n{n}--mark" for n in range(1, 8)} <= set(
        made.spots
    )
    assert not made.faults


def test_words_without_letters_look_as_among_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Old-style figures, dashes and brackets are those of a text in Latin letters."""
    words = "In 1917 — (1918) 12–14 pp."
    xhtml = f'<section id="quay"><p style="text-align: left">{words}</p></section>'

    ours = laid_out(xhtml)
    monkeypatch.setattr(linesetting, "is_composable", lambda *_: False)

    assert list(streams(ours)) == list(streams(laid_out(xhtml)))
