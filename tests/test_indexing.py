"""``anthology index suggest``: a draft of the concordance that an editor can go on with."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anthology.build import check
from anthology.cli.exits import Exit
from anthology.indexing.draft import draft
from anthology.indexing.names import Name, names
from anthology.reading.yaml import Scalar, Sequence, Table, read_yaml
from tests.conftest import Command


def headings(paragraph: str, *, german: bool = False) -> list[str]:
    """Return the names of a text as they would be filed."""
    found = names({"a": [paragraph]}, {}, {"a"} if german else ())
    return [name.heading or name.words for name in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We saw Ada Brook. We saw Brook.", ["Brook, Ada"]),
        ("They met the League of Quays. We left the League of Quays.", ["League of Quays"]),
        ("It was Weld’s boat, and Weld knew it.", ["Weld"]),
        ("We met in March 1931 and in March 1932.", []),
        ("Nobody came. Nobody went. Tides turn.", []),
        ("We call it Art; yet art is long, and art is dear, and Art is art.", []),
        ("In Eastern Quay, on Quay and Quay, in the eastern wind.", ["Quay", "Eastern Quay"]),
    ],
)
def test_names_are_what_has_capitals_within_sentences(text: str, wanted: list[str]) -> None:
    """People under their last name; no month, no beginning of a sentence."""
    assert headings(text) == wanted


def test_nouns_of_german_are_not_names() -> None:
    """They have capitals, too, but stand after articles."""
    text = (
        "Er sah die Flut in Emden. Sie kam nach Emden, und die Flut stieg. Der Flut wegen."
        " Sie schrieb vom Ende der Flut, und alle lasen vom Ende der Flut."
    )

    assert headings(text, german=True) == ["Emden"]


WORDS = st.text("Aéb,:’'\"#&*[]{}-. 1", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(WORDS, WORDS), unique_by=lambda pair: pair[0]))
def test_whatever_is_proposed_can_be_read(pairs: list[tuple[str, str]]) -> None:
    """The draft is YAML with the same headings and variants, whatever signs they have."""
    words = draft([Name(said, 2, 1, said, (form,)) for said, form in pairs], [])

    value, problems = read_yaml(words, "texts/index.yaml")

    read = []
    for heading, below in value.entries.items() if isinstance(value, Table) else ():
        assert isinstance(below, Table)
        variants = below.entries["variants"]
        assert isinstance(variants, Sequence)
        read += [(heading, one.text) for one in variants.items if isinstance(one, Scalar)]
    assert (read, problems) == (pairs, [])


def test_the_draft_begins_an_index(anthology: Command, project: Path) -> None:
    """Saved, it is read without a fault, and then there is nothing left to propose."""
    text = project / "texts" / "paper.md"
    more = (
        "\n\nAsk Tove Hald. The mill of Hald made it; so Tove Hald told the Guild of Quires.\n"
    )
    text.write_text(text.read_text(encoding="utf-8") + more, encoding="utf-8")
    settings = project / "anthology.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("bibliography,", "bibliography, index,"),
        encoding="utf-8",
    )

    done = anthology("index", "suggest", cwd=project)
    (project / "texts" / "index.yaml").write_text(done.stdout, encoding="utf-8")

    assert done.returncode == Exit.DONE
    assert "Hald, Tove: {variants: [Hald]}  # 3 in 1 text\n" in done.stdout
    assert "Guild of Quires:  # 1 in 1 text\n" in done.stdout
    assert check(project) == []
    assert "# Names" not in anthology("index", "suggest", cwd=project).stdout


def test_without_a_project_it_says_so(anthology: Command, tmp_path: Path) -> None:
    """With the exit code for problems of the sources."""
    done = anthology("index", "suggest", cwd=tmp_path)

    assert done.returncode == Exit.PROBLEMS
    assert "no anthology.yaml" in done.stderr
    assert done.stdout == ""
