"""A project becomes a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from anthology.model import Figure, Part, Piece, plain
from anthology.problems import Code, Place, Problem
from anthology.reading.book import read_book

YAML = "title: T\nlang: en-GB\ncontents: [a.md]\n"
HEAD = "---\ntitle: A\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The smallest project there can be."""
    write(tmp_path, "anthology.yaml", YAML)
    write(tmp_path, "texts/a.md", f"{HEAD}\nWords.\n")
    return tmp_path


def write(root: Path, path: str, content: str | bytes) -> None:
    """Write a file of the project."""
    file = root / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def told(root: Path) -> list[tuple[Place, Code]]:
    """Place and code of each problem."""
    return [(problem.place, problem.code) for problem in read_book(root)[1]]


def only(root: Path) -> Problem:
    """Return the problem that a project has."""
    (problem,) = read_book(root)[1]
    return problem


def test_the_small_project(project: Path) -> None:
    """Parts, pieces, headnotes, notes, references: all there, in reading order."""
    book, problems = read_book(project)

    assert problems == []
    assert book
    assert [piece.slug for piece in book.pieces()] == [
        "bench",
        "folding",
        "sewing",
        "paper",
        "terms",
    ]
    part, paper = book.contents
    assert isinstance(part, Part)
    assert isinstance(paper, Piece)
    assert part.introduction
    assert part.introduction.slug == "bench"
    folding = part.pieces[0]
    assert plain(folding.title) == "How a sheet becomes sixteen pages"
    assert [note.label for note in folding.notes] == ["headnote/1", "1", "grain", "ed-winter"]
    assert folding.headnote[0].place == Place("texts/folding.headnote.md", 1)
    assert folding.lang == book.lang == "en-GB"
    assert sorted(book.references) == ["bringhurst1992", "tschichold1991"]
    assert book.citations.files == ("bib/works.bib",)
    assert book.folder == project


def test_reading_is_the_same_every_time(project: Path) -> None:
    """Frozen trees are equal when their texts are."""
    assert read_book(project) == read_book(project)


def test_a_folder_without_a_book(tmp_path: Path) -> None:
    """No book, and a way to begin."""
    book, problems = read_book(tmp_path)

    assert book is None
    assert [problem.code for problem in problems] == [Code.FILE_MISSING]


@pytest.mark.parametrize(
    "content", [b"", b"\ttitle: T\n", b"title: \xe9\n", b"title: [\n", b"\0"]
)
def test_settings_that_cannot_be_used(root: Path, content: bytes) -> None:
    """No book, and the reason."""
    write(root, "anthology.yaml", content)

    book, problems = read_book(root)

    assert book is None
    assert len(problems) == 1


def test_a_missing_file(root: Path) -> None:
    """Told where it is named, with the closest there is; the others are read."""
    write(root, "anthology.yaml", "title: T\nlang: en\ncontents:\n  - a.md\n  - aa.md\n")

    book, problems = read_book(root)

    assert [(p.place, p.code) for p in problems] == [
        (Place("anthology.yaml", 5), Code.FILE_MISSING)
    ]
    assert problems[0].hint == "did you mean “a.md”?"
    assert book
    assert len(book.contents) == 1


def test_a_file_named_twice(root: Path) -> None:
    """In the contents and at the back, by its name and by its path."""
    write(root, "anthology.yaml", YAML + "back:\n  - texts/a.md\n")

    problem = only(root)

    assert (problem.place, problem.code) == (Place("anthology.yaml", 5), Code.FILE_TWICE)
    assert "anthology.yaml:3" in problem.hint


def test_two_texts_of_one_name(root: Path) -> None:
    """Their addresses would be the same."""
    write(root, "other/a.md", f"{HEAD}\nOther words.\n")
    write(root, "anthology.yaml", YAML + "back: [other/a.md]\n")

    assert told(root) == [(Place("anthology.yaml", 4), Code.FILE_TWICE)]


def test_a_name_that_is_no_address(root: Path) -> None:
    """Spaces and accents do not travel."""
    write(root, "texts/Ä b.md", f"{HEAD}\nWords.\n")
    write(root, "anthology.yaml", YAML + "back: [Ä b.md]\n")

    assert told(root) == [(Place("anthology.yaml", 4), Code.FILE_NAME)]


@pytest.mark.parametrize("name", ["../a.md", "/etc/passwd", "texts/../../a.md", "C:\\a.md"])
def test_texts_outside_the_project(root: Path, name: str) -> None:
    """However the way out is spelt."""
    write(root.parent, "a.md", f"{HEAD}\nWords.\n")
    write(root, "anthology.yaml", YAML + f"back: ['{name}']\n")

    assert told(root) == [(Place("anthology.yaml", 4), Code.FILE_OUTSIDE)]


def test_links_of_the_file_system_do_not_lead_out(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A text that is one is refused (images are a check’s)."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(elsewhere, "b.md", f"{HEAD}\nWords.\n")
    (root / "texts/b.md").symlink_to(elsewhere / "b.md")
    write(root, "anthology.yaml", YAML + "back: [b.md]\n")

    assert told(root) == [(Place("anthology.yaml", 4), Code.FILE_OUTSIDE)]


def test_a_latin_1_file(root: Path) -> None:
    """At the line of its first accent, with a way to convert it."""
    write(root, "texts/a.md", f"{HEAD}\nWords.\n\nCafé.\n".encode("latin-1"))

    problem = only(root)

    assert (problem.place, problem.code) == (Place("texts/a.md", 7), Code.FILE_ENCODING)
    assert "E9" in problem.message
    assert "iconv -f WINDOWS-1252" in problem.hint


def test_a_utf_16_file(root: Path) -> None:
    """As some editors save it."""
    write(root, "texts/a.md", f"{HEAD}\nWords.\n".encode("utf-16"))

    assert "UTF-16" in only(root).message


def test_nul_bytes(root: Path) -> None:
    """At their line, once for each line."""
    write(root, "texts/a.md", f"{HEAD}\nWo\0rds\0.\n\nMore.\0\n")

    assert told(root) == [
        (Place("texts/a.md", 5), Code.CHARACTER_ILLEGAL),
        (Place("texts/a.md", 7), Code.CHARACTER_ILLEGAL),
    ]


def test_a_file_that_is_no_text(root: Path) -> None:
    """Does not bury the editor under its lines."""
    write(root, "texts/a.md", HEAD + "\0\n" * 1000)

    assert len(read_book(root)[1]) == 11


def test_byte_order_marks_and_line_ends_of_windows(root: Path) -> None:
    """Are no words, in whichever file."""
    write(root, "anthology.yaml", ("\ufeff" + YAML).replace("\n", "\r\n"))
    write(
        root,
        "texts/a.md",
        f"\ufeff{HEAD}\nWords\nmore.[^1]\n\n[^1]: A note.\n".replace("\n", "\r\n"),
    )
    write(root, "bib/a.bib", "\ufeff@book{a, title = {A}}\r\n")

    book, problems = read_book(root)

    assert problems == []
    assert book
    assert [piece.blocks[0].place.line for piece in book.pieces()] == [5]


def test_a_headnote(root: Path) -> None:
    """Its faults are told in its own file; it has no front matter."""
    write(root, "texts/a.md", "---\ntitle: A\nheadnote: h.md\n---\n\nWords.\n")
    write(root, "texts/h.md", "---\ntitle: H\n---\n\nWords.[^1]\n")

    assert told(root) == [
        (Place("texts/h.md", 1), Code.SETTING_UNKNOWN),
        (Place("texts/h.md", 5), Code.NOTE_UNDEFINED),
    ]


def test_a_missing_headnote(root: Path) -> None:
    """Told where it is named."""
    write(root, "texts/a.md", "---\ntitle: A\nheadnote: a.headnot.md\n---\n\nWords.\n")
    write(root, "texts/a.headnote.md", "Words.\n")

    problem = only(root)

    assert (problem.place, problem.code) == (Place("texts/a.md", 3), Code.FILE_MISSING)
    assert "a.headnote.md" in problem.hint


def test_ids_and_notes_of_a_headnote_do_not_meet_those_of_its_piece(root: Path) -> None:
    """Both may have a heading “Sources” and a note 1."""
    text = "## Sources\n\nWords.[^1]\n\n[^1]: A note.\n"
    write(root, "texts/a.md", "---\ntitle: A\nheadnote: h.md\n---\n" + text)
    write(root, "texts/h.md", text)

    book, problems = read_book(root)

    assert problems == []
    assert book
    (piece,) = book.pieces()
    ids = [getattr(block, "id", "") for block in piece.headnote + piece.blocks]
    assert ids == ["headnote-sources", "", "sources", ""]
    assert [note.label for note in piece.notes] == ["headnote/1", "1"]


def test_images_are_looked_for_in_the_project(root: Path) -> None:
    """Beside the text first, then from the project’s folder."""
    write(root, "images/a.png", b"")
    write(root, "texts/a.md", f"{HEAD}\n![Alt](images/a.png)\n\n![Alt](../images/a.png)\n")

    book, problems = read_book(root)

    assert problems == []
    assert book
    blocks = [block for piece in book.pieces() for block in piece.blocks]
    assert [block.source for block in blocks if isinstance(block, Figure)] == [
        "images/a.png"
    ] * 2


def test_bibliographies(root: Path) -> None:
    """Without a setting all of ``bib/``; a key in two files is told."""
    write(root, "bib/a.bib", "@book{x, title={A}}\n")
    write(root, "bib/b.bib", "@book{y, title={B}}\n@book{x, title={C}}\n")

    book, problems = read_book(root)

    assert [(p.place, p.code) for p in problems] == [
        (Place("bib/b.bib", 2), Code.BIB_DUPLICATE)
    ]
    assert "bib/a.bib:1" in problems[0].hint
    assert book
    assert book.citations.files == ("bib/a.bib", "bib/b.bib")
    assert book.references["x"].fields["title"] == "A"


def test_a_missing_bibliography(root: Path) -> None:
    """Told where it is named."""
    write(root, "bib/works.bib", "@book{x, title={A}}\n")
    write(root, "anthology.yaml", YAML + "citations:\n  files:\n    - wroks.bib\n")

    problem = only(root)

    assert (problem.place, problem.code) == (Place("anthology.yaml", 6), Code.FILE_MISSING)
    assert problem.hint == "did you mean “works.bib”?"


def test_a_bibliography_named_twice(root: Path) -> None:
    """Once by its name and once by its path."""
    write(root, "bib/a.bib", "@book{x, title={A}}\n")
    write(root, "anthology.yaml", YAML + "citations:\n  files: [a.bib,\n  bib/a.bib]\n")

    assert told(root) == [(Place("anthology.yaml", 6), Code.FILE_TWICE)]


def test_a_text_that_is_no_markdown(root: Path) -> None:
    """Is named as such, and not read."""
    write(root, "texts/b.docx", b"PK\x03\x04\xff")
    write(root, "anthology.yaml", YAML + "back: [b.docx]\n")

    assert told(root) == [(Place("anthology.yaml", 4), Code.FILE_NAME)]


def test_declared_streams_reach_the_texts(root: Path) -> None:
    """A stream of the book’s own is known by its prefix."""
    write(root, "anthology.yaml", YAML + "notes: {streams: {censor: {prefix: c-}}}\n")
    write(root, "texts/a.md", f"{HEAD}\nWords.[^c-1]\n\n[^c-1]: A note.\n")

    book, problems = read_book(root)

    assert problems == []
    assert book
    assert [note.stream for piece in book.pieces() for note in piece.notes] == ["c-"]
