"""Two entries become one, and nothing names the other any more."""

from __future__ import annotations

from anthology.bibliographies import merge
from anthology.problems import Code

BIB = """\
@book{ames1931,
  title = {Low Tide},
  year = {1931},
}

% Kept.
@book{ames31,
  title = {Low Tides},
  date = {1931},
  isbn = {0-19-852663-6},
}

@incollection{x, title = {X}, crossref = {ames31}}
"""
TEXT = """\
---
title: T
published: ames31
---
As @ames31 says [@ames31, p. 3; see -@ames31; @ames31b]. Not \\@ames31, nor a@ames31.org.
"""


def test_every_citation_follows() -> None:
    """In texts, front matter, other entries and settings; longer keys are left alone."""
    files = {
        "bib/works.bib": BIB,
        "texts/t.md": TEXT,
        "texts/u.md": "No citation.\n",
        "anthology.yaml": "citations:\n  nocite: [other, ames31]\n",
    }

    changed, problems = merge(files, "ames1931", "ames31")

    assert changed["texts/t.md"] == TEXT.replace(
        "published: ames31", "published: ames1931"
    ).replace(
        "As @ames31 says [@ames31, p. 3; see -@ames31;",
        "As @ames1931 says [@ames1931, p. 3; see -@ames1931;",
    )
    assert changed["anthology.yaml"] == "citations:\n  nocite: [other, ames1931]\n"
    assert (
        changed["bib/works.bib"]
        == """\
@book{ames1931,
  title = {Low Tide},
  year = {1931},
  isbn = {0-19-852663-6},
}

% Kept.
@incollection{x, title = {X}, crossref = {ames1931}}
"""
    )
    assert "texts/u.md" not in changed
    assert [(p.place.line, p.message) for p in problems] == [
        (2, "“ames1931” keeps its title, Low Tide")
    ]


def test_an_unknown_key_changes_nothing() -> None:
    """The closest key is the hint."""
    changed, problems = merge({"bib/works.bib": BIB}, "ames1931", "ames32")

    assert changed == {}
    assert [(p.code, p.hint) for p in problems] == [
        (Code.CITE_UNKNOWN, "did you mean “ames31”?")
    ]


def test_an_entry_is_not_merged_with_itself() -> None:
    """It would be gone."""
    changed, problems = merge({"bib/works.bib": BIB}, "ames31", "ames31")

    assert (changed, len(problems)) == ({}, 1)
