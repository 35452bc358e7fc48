"""A piece nobody would write: everything at once, and every word of it in the finished PDF."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from anthology.build import BuildOptions, build
from tests.editions.pdf.making import numbered, page_texts
from tests.own_face import write_face

SETTINGS = """\
title: Torture
lang: en-GB
contents: [rack.md, scripts.md]
editions: {screen: {trim: 6in 9in}}
"""

SCRIPTS = {
    "el": "Ἡ θάλασσα ἦταν ἥσυχη καὶ ὁ φάρος δὲν ἄναψε.",
    "ru": "Смотритель обещал зажечь фонарь и забыл об этом.",
    "ar": "وعد الحارس أن يشعل المصباح",
    "he": "השומר הבטיח להדליק את הפנס",
    "zh": "守灯人答应点亮灯笼，却忘了。",
}
ENDLESS = "".join(chr(97 + number * number % 26) for number in range(200))
"""A word of two hundred letters."""


def rack() -> str:
    """Return the source: each word has a name and a number, so that none is mistaken."""
    notes = {"long": numbered(3000, "long")}
    notes |= {f"n{number}": numbered(5, f"short{number}x") for number in range(1, 41)}
    notes |= {"head": numbered(4, "headnote"), "cell": numbered(4, "cellnote")}
    blocks = [
        " ".join(f"many{number}.[^n{number}]" for number in range(1, 41)),
        f"## heading1 heading2[^head]\n\n{numbered(60, 'under')} {ENDLESS}.",
        "\n".join(f"| verse{line}a verse{line}b," for line in range(1, 81)),
        "\n".join(
            [
                "| Lamp | Ledger |",
                "|---|---|",
                "| cell0[^cell] | cell0b |",
                *(f"| row{line}a | row{line}b row{line}c |" for line in range(1, 181)),
            ]
        ),
        numbered(20, "last"),
    ]
    for number in range(12):  # so that some note is called from the last line of a page
        blocks.append(f"{numbered(37, f'para{number}x')}.[^end{number}]")
        notes[f"end{number}"] = numbered(30, f"end{number}x")
    blocks += [f"{numbered(40, 'first')}.[^long]", numbered(300, "after")]
    defined = "\n".join(f"[^{name}]: {words}" for name, words in notes.items())
    return "\n\n".join(["---\ntitle: Rack\n---", *blocks, defined]) + "\n"


def scripts() -> str:
    """Return a piece in five scripts besides Latin."""
    blocks = [f"[{words}]{{lang={lang}}}" for lang, words in SCRIPTS.items()]
    return "\n\n".join(["---\ntitle: Scripts\n---", *blocks]) + "\n"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The finished file, made without a word of complaint."""
    folder = tmp_path_factory.mktemp("torture")
    (folder / "texts").mkdir()
    (folder / "anthology.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "texts" / "rack.md").write_text(rack(), encoding="utf-8")
    (folder / "texts" / "scripts.md").write_text(scripts(), encoding="utf-8")
    write_face(folder / "styles" / "fonts" / "boxes.ttf", SCRIPTS["zh"])
    result = build(folder, BuildOptions(cache=False))
    assert [str(problem) for problem in result.problems] == []
    return result.outputs[0].read_bytes()


@pytest.fixture(scope="module")
def pages(finished: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words of each page."""
    return page_texts(finished, tmp_path_factory.mktemp("pages"))


def names(words: str, kind: str) -> list[str]:
    """Return the words of a kind in their order, such as ``first1`` and ``first2``."""
    return re.findall(rf"\b{kind}\d+(?=\D|$)", words)


@pytest.mark.parametrize(
    ("kind", "count"),
    [("first", 40), ("long", 3000), ("many", 40), ("headnote", 4), ("cellnote", 4),
     ("under", 60), ("last", 20), ("after", 300)]
    + [(f"short{number}x", 5) for number in (1, 20, 40)]
    + [(f"para{number}x", 37) for number in range(12)]
    + [(f"end{number}x", 30) for number in range(12)],
)  # fmt: skip
def test_every_word_is_there_once_and_in_its_order(
    kind: str, count: int, pages: list[str]
) -> None:
    """Of the text, of short notes and of one longer than pages."""
    found = names(" ".join(pages), kind)

    assert found == numbered(count, kind).split()


def test_verse_and_tables_run_over_pages_and_lose_no_line(pages: list[str]) -> None:
    """Eighty lines of a poem, a hundred and eighty rows; the head of the table comes again."""
    words = " ".join(pages)

    assert re.findall(r"verse\d+[ab]", words) == [
        f"verse{line}{half}" for line in range(1, 81) for half in "ab"
    ]
    assert re.findall(r"row\d+[abc]", words) == [
        f"row{line}{part}" for line in range(1, 181) for part in "abc"
    ]
    with_rows = [page for page in pages if re.search(r"row\d+a", page)]
    assert len(with_rows) >= 5
    assert all("lamp" in page.casefold() for page in with_rows)


def test_notes_stand_on_the_page_of_their_marks(pages: list[str]) -> None:
    """The last word before each mark, and the first of its note, are on one page."""
    for number in range(12):
        (page,) = (text for text in pages if f"para{number}x37." in text)
        assert f"end{number}x1 " in page


def test_an_endless_word_keeps_all_its_letters(pages: list[str]) -> None:
    """It is divided where it must be, and nowhere loses one."""
    letters = re.sub(r"\s", "", "".join(pages))

    assert ENDLESS in letters


def test_other_alphabets_are_read_as_they_were_written(finished: bytes, tmp_path: Path) -> None:
    """Greek with its accents, Cyrillic, Arabic and Hebrew; Chinese has a face of the book."""
    pages = " ".join(page_texts(finished, tmp_path, "-q"))  # in reading order, not as drawn

    assert {lang: words for lang, words in SCRIPTS.items() if words not in pages} == {}
