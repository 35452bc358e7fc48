"""Sections get into the file of the book as they come; when they come does not show."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import permutations
from weakref import ref

import pytest
from pikepdf import ObjectStreamMode, Page, Pdf

from anthology.editions.pdf.engine import lay_out
from anthology.editions.pdf.gathering import Gathering
from anthology.editions.pdf.parts import LaidOut
from tests.editions.pdf.making import section_job


@cache
def _parts() -> tuple[LaidOut, ...]:
    words = ("Some words.", "Others.", "Words in the end.")
    jobs = (section_job(f"<section><p>{some}</p></section>") for some in words)
    return tuple(lay_out(replace(job, tagged=True)) for job in jobs)


def _gathered(come: Iterable[int]) -> Gathering:
    gathering = Gathering([1, 2, 0])
    for number in come:
        gathering.put(number, _parts()[number])
        while gathering.work():
            pass
    return gathering


def _file(gathering: Gathering, parts: tuple[LaidOut, ...]) -> bytes:
    """Return the finished file: the pages, and what their words are."""
    for section in gathering.bound(parts):
        gathering.pdf.pages.extend(map(Page, section.pages))
        assert section.tagged
        gathering.pdf.Root[f"/Told{len(gathering.pdf.pages)}"] = section.tagged.told
    file = io.BytesIO()
    gathering.pdf.save(
        file, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate
    )
    return file.getvalue()


@pytest.mark.parametrize("come", [(), (2,), *permutations(range(3))])
def test_the_file_is_the_same_in_whatever_order_sections_come(come: tuple[int, ...]) -> None:
    """None of them, some, or all."""
    assert _file(_gathered(come), _parts()) == _file(Gathering([1, 2, 0]), _parts())


def test_a_section_laid_out_again_takes_the_place_of_the_first() -> None:
    """Also when the first was copied already."""
    again = (_parts()[0], _parts()[2], _parts()[1])
    gathering = _gathered(range(3))
    gathering.put(1, again[1])
    gathering.put(2, again[2])
    while gathering.work():
        pass

    assert _file(gathering, again) == _file(Gathering([1, 2, 0]), again)


def test_a_section_is_let_go_as_soon_as_it_is_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a long book, open at once and copied, would need twice the memory."""
    opened: list[ref[io.BytesIO]] = []
    open_pdf = Pdf.open

    def watched(file: io.BytesIO) -> Pdf:
        opened.append(ref(file))
        return open_pdf(file)

    monkeypatch.setattr(Pdf, "open", watched)

    gathering = _gathered([0, 1])  # that with number 1 is copied, then 2 is waited for

    assert [file() is not None for file in opened] == [True, False]
    gathering.bound(_parts())
    assert not any(file() for file in opened)
