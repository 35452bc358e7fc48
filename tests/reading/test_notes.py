"""Notes: whatever an editor does to them, none is lost in silence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anthology.model import Note, NoteMark, Paragraph, Text
from anthology.problems import Code, Place
from anthology.reading.front_matter import divide, read_front_matter
from anthology.reading.markdown import Surroundings, read_markdown


def told(source: str) -> list[tuple[int, Code]]:
    """Line and code of each problem."""
    return [(p.place.line, p.code) for p in read_markdown(source, "x.md").problems]


def test_a_mark_without_a_note() -> None:
    """At the line of the mark, within a paragraph of several lines."""
    assert told("One\ntwo\nthree[^3]\nfour") == [(3, Code.NOTE_UNDEFINED)]


def test_a_mark_whose_note_is_misspelt() -> None:
    """The hint names the note that nobody uses."""
    problems = read_markdown("A[^lenin]\n\n[^lennin]: B\n", "x.md").problems

    assert "“lennin”" in problems[0].hint


def test_a_note_without_a_mark() -> None:
    """At the line of the note."""
    assert told("One.\n\n[^7]: Seven.\n") == [(3, Code.NOTE_UNUSED)]


def test_two_notes_of_one_label() -> None:
    """At the line of the second; the first is kept."""
    source = "One.[^1]\n\n[^1]: First.\n[^1]: Second.\n"

    text = read_markdown(source, "x.md")

    assert told(source) == [(4, Code.NOTE_DUPLICATE)]
    assert [note.place.line for note in text.notes] == [3]


def test_two_marks_for_one_note() -> None:
    """At the line of the second mark."""
    assert told("One.[^1]\n\nTwo.[^1]\n\n[^1]: Note.\n") == [(3, Code.NOTE_REPEATED)]


def test_a_note_within_a_note() -> None:
    """Whether in a note below or in one in its place, and whichever it hangs from."""
    assert told("A[^1]\n\n[^1]: b[^2]\n[^2]: c\n") == [(3, Code.NOTE_NESTED)]
    assert told("A^[b[^2]]\n\n[^2]: c\n") == [(1, Code.NOTE_NESTED)]
    assert told("A^[b^[c]]\n") == [(1, Code.NOTE_NESTED)]


def test_a_note_without_words() -> None:
    """A mark that leads to nothing is a fault of the source."""
    assert told("A[^1] b[^2]\n\n[^1]:\n[^2]: c\n") == [(3, Code.NOTE_EMPTY)]


def test_labels_have_no_spaces() -> None:
    """Such a note would be taken for the address of a link, and vanish."""
    assert told("A\n\n[^see below]: words\n") == [(3, Code.NOTE_UNDEFINED)]


def test_a_note_in_a_description_is_told() -> None:
    """The description of an image has no place to hang a note from."""
    assert told("![A[^1]](a.png)\n\n[^1]: b\n") == [(1, Code.ATTRIBUTE_VALUE)]


def test_notes_of_several_paragraphs() -> None:
    """Four spaces carry a note on; what stands at the margin is text again."""
    source = "A[^1]\n\n[^1]: b\n\n    c\n\n    > d\n\nE\n"

    text = read_markdown(source, "x.md")

    assert [type(block).__name__ for block in text.blocks] == ["Paragraph", "Paragraph"]
    assert [block.place.line for block in text.notes[0].blocks] == [3, 5, 7]


def test_a_note_may_follow_without_an_empty_line() -> None:
    """As the notes at the end of a chapter are often written."""
    text = read_markdown("A[^1] b[^2]\n[^1]: c\n[^2]: d\n", "x.md")

    assert text.problems == ()
    assert [note.label for note in text.notes] == ["1", "2"]


def test_notes_come_in_the_order_of_their_marks() -> None:
    """Wherever they are written, in quotations and lists too."""
    source = "[^c]: c\n\nA[^b] ^[inline] x[^a]\n\n> q[^c]\n>\n> [^b]: b\n\n- i\n\n  [^a]: a\n"

    text = read_markdown(source, "x.md")

    assert text.problems == ()
    assert [note.label for note in text.notes] == ["b", "inline-1", "a", "c"]


def test_streams_go_by_the_beginning_of_the_label() -> None:
    """The editor’s and the translator’s, and those that a book declares."""
    surroundings = Surroundings(prefixes=("ed-", "censor-"))
    source = "A[^1][^ed-x][^censor-1][^tr-a]\n\n" + "".join(
        f"[^{label}]: b\n" for label in ("1", "ed-x", "censor-1", "tr-a")
    )

    notes = read_markdown(source, "x.md", surroundings=surroundings).notes

    assert [note.stream for note in notes] == ["", "ed-", "censor-", ""]


def test_labels_get_the_prefix_of_their_text() -> None:
    """So that the notes of a headnote can stand beside those of its piece."""
    text = read_markdown("A[^ed-1] ^[b]\n\n[^ed-1]: c\n", "h.md", label_prefix="headnote/")

    assert [note.label for note in text.notes] == ["headnote/ed-1", "headnote/inline-1"]
    assert [note.stream for note in text.notes] == ["ed-", ""]


def test_labels_of_notes_in_place_make_way() -> None:
    """A label that an author has used is not made a second time."""
    text = read_markdown("A^[b] c[^inline-1]\n\n[^inline-1]: d\n", "x.md")

    assert text.problems == ()
    assert len({note.label for note in text.notes}) == 2


@given(st.lists(st.from_regex(r"(ed-|tr-)?[a-z0-9]{1,4}", fullmatch=True), unique=True))
def test_every_mark_has_its_note(labels: list[str]) -> None:
    """Whatever the labels are called, each mark finds the note that was written for it."""
    marks = " ".join(f"word[^{label}]" for label in labels)
    notes = "\n".join(f"[^{label}]: body {label}" for label in reversed(labels))

    text = read_markdown(f"Text. {marks}\n\n{notes}\n", "x.md")

    paragraph = text.blocks[0]
    assert isinstance(paragraph, Paragraph)
    found = [node.label for node in paragraph.children if isinstance(node, NoteMark)]
    assert found == labels == [note.label for note in text.notes]
    assert [_words(note) for note in text.notes] == [f"body {label}" for label in labels]


def _words(note: Note) -> str:
    (block,) = note.blocks
    assert isinstance(block, Paragraph)
    (text,) = block.children
    assert isinstance(text, Text)
    return text.words


def test_a_note_may_hang_from_the_title() -> None:
    """Its words stand in the text; the stream goes by its label, as everywhere."""
    divided = divide(
        "---\ntitle: On *Tides*[^ed-t]\nsubtitle: A note[^s]\n---\n\n[^s]: s\n\n[^ed-t]: t\n"
    )
    matter, problems = read_front_matter(divided, "x.md")

    around = Surroundings(marks=tuple(matter.marks))
    text = read_markdown(divided.body, "x.md", divided.first_line, surroundings=around)

    assert problems == []
    assert text.problems == ()
    assert matter.title[-1] == NoteMark("ed-t", Place("x.md", 2), "ed-")
    assert [note.label for note in text.notes] == ["ed-t", "s"]


def test_a_mark_in_the_title_needs_its_note() -> None:
    """It is reported at the line of the title."""
    divided = divide("---\ntitle: Tides[^1]\n---\nText.\n")
    matter, _ = read_front_matter(divided, "x.md")

    text = read_markdown(
        "Text.\n", "x.md", surroundings=Surroundings(marks=tuple(matter.marks))
    )

    assert [(p.place.line, p.code) for p in text.problems] == [(2, Code.NOTE_UNDEFINED)]
