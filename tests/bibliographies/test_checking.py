"""What ``anthology bib check`` finds, each with its line."""

from __future__ import annotations

import time

import pytest

from anthology.bibliographies import check_files, orphans
from anthology.problems import Code

GOOD = """\
% A remark.
@string{quay = {Quay \\& Sons}}

@article{ames1934,
  author = {Ames, Clara and {Harbour Board}},
  title = {On {Pilots}},
  journal = {Journal of Coasts},
  year = {1934},
  doi = {10.1000/182},
}

@book{bell1950,
  author = {Bell, Thomas},
  title = {Buoys \\& B{\\"u}cher},
  publisher = quay,
  year = {1950},
  isbn = {978-3-16-148410-0},
}
"""


def told(source: str) -> list[tuple[int, Code]]:
    """Line and code of each problem."""
    return [(p.place.line, p.code) for p in check_files({"bib/x.bib": source})]


def test_nothing_is_said_of_good_entries() -> None:
    """No false alarm."""
    assert told(GOOD) == []


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("  isbn = {978-3-16-148410-1},", Code.BIB_NUMBER),
        ("  isbn = {123},", Code.BIB_NUMBER),
        ("  doi = {https://doi.org/10.1000/182},", Code.BIB_NUMBER),
        ("  issn = {0028-6495},", Code.BIB_NUMBER),
        ("  editor = {Orme, Felix, Penn, Dora},", Code.BIB_NAME),
        ("  editor = {Felix Orme; Dora Penn},", Code.BIB_NAME),
        ("  editor = {Orme, Felix and et al.},", Code.BIB_NAME),
        ("  editor = {Thomas, Bell},", Code.BIB_NAME),
        ("  editor = {Harbour Board of Orr},", Code.BIB_NAME),
        ("  note = {Ã©dition},", Code.BIB_ENCODING),
        ("  note = {\\frobnicate{x}},", Code.BIB_TEX),
        ("  note = {costs $5},", Code.BIB_TEX),
        ("  year = {0195},", Code.BIB_YEAR),
        ("  year = {soon},", Code.BIB_YEAR),
        ("  year = {19999},", Code.BIB_YEAR),
    ],
)
def test_a_wrong_field_is_told_at_its_line(field: str, code: Code) -> None:
    """Line 6 is that of the field."""
    year = "" if "year" in field else "  year = {1951},"
    people = "  author = {Bell, Thomas and Bell, Thomas},"
    head = "\n".join(["@book{orme1951,", "  title = {A},", people, year])

    problems = told(f"{head}\n\n{field}\n}}\n")

    assert problems == [(6, code)]


@pytest.mark.parametrize(
    ("entry", "lacks"),
    [
        ("@article{a, author = {A, B}, title = {C}, year = 1900}", "journal or journaltitle"),
        ("@incollection{a, author = {A, B}, title = {C}, year = 1900}", "booktitle"),
        ("@book{a, title = {C}, year = 1900}", "author or editor"),
        ("@thesis{a, author = {A, B}, title = {C}, date = {1900}}", "institution or school"),
        ("@misc{a, note = {A letter}}", "title"),
    ],
)
def test_what_a_type_must_have(entry: str, lacks: str) -> None:
    """The message names the field; the hint the type."""
    (problem,) = check_files({"bib/x.bib": entry})

    assert problem.code is Code.BIB_INCOMPLETE
    assert problem.message == f"“a” has no {lacks}"


def test_entries_known_to_be_incomplete_are_told_together() -> None:
    """A file may have hundreds from an import; one that lacks nothing is not named."""
    source = (
        "@book{a, title = {A}, keywords = {imported, unverified}}\n"
        "@book{b, author = {B, C}, title = {B}, year = 1900, keywords = {unverified}}\n"
        "@online{c, title = {C}, keywords = {unverified}}\n"
    )

    (problem,) = check_files({"bib/x.bib": source})

    assert (problem.place.line, problem.code) == (1, Code.BIB_INCOMPLETE)
    assert problem.message == "2 “unverified” entries are incomplete: a, c"


def test_a_newspaper_may_be_unsigned() -> None:
    """An article in a newspaper needs no author."""
    source = "@article{a, title = {C}, journal = {The Quay}, year = 1900%s}\n"

    assert told(source % ", entrysubtype = {newspaper}") == []
    assert told(source % "") == [(1, Code.BIB_INCOMPLETE)]


def test_what_is_inherited_is_not_missing() -> None:
    """``crossref`` may give it."""
    source = "@incollection{a, author = {A, B}, title = {C}, crossref = {b}}\n"

    assert told(source) == []


DOUBLES = """\
@book{ames1931,
  author = {Ames, Clara},
  title = {The Harbour at Low Tide},
  year = {1931},
}

@book{%s}
"""


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("a, author={Clara Ames}, title={Harbour at {Low} Tide}, year={1931}", True),
        ("a, author={Ames, C.}, title={The Harbour at low Tides}, date={1931-05}", True),
        ("a, author={Ames, Clara}, title={The Harbour at Low Tide}, year={1932}", False),
        ("a, author={Orme, Felix}, title={The Harbour at Low Tide}, year={1931}", False),
        ("a, author={Ames, Clara}, title={The Harbour at High Water}, year={1931}", False),
    ],
)
def test_one_work_under_two_keys(other: str, same: bool) -> None:
    """Slips and forms of names do not hide it; another year or author is another work."""
    codes = [code for _, code in told(DOUBLES % other)]

    assert (Code.BIB_DUPLICATE in codes) == same


def test_volumes_of_one_title_are_several_works() -> None:
    """So are chapters, editions and numbers."""
    entry = (
        "@book{{{0}, author={{A, B}}, title={{A Long History}}, year={{1900}}, volume={{{1}}}}}"
    )

    assert told(f"{entry.format('one', 1)}\n\n{entry.format('two', 2)}\n") == []


def test_the_same_key_in_two_files() -> None:
    """The second file is told where the first has it."""
    entry = "@book{a, author = {A, B}, title = {C}, year = 1900}\n"

    problems = check_files({"bib/one.bib": entry, "bib/two.bib": entry})

    assert [(str(p.place), p.code) for p in problems] == [("bib/two.bib:1", Code.BIB_DUPLICATE)]
    assert problems[0].hint.startswith("bib/one.bib:1 ")


def test_ten_thousand_entries_in_five_seconds() -> None:
    """Measured in processor time, so that a busy machine does not matter."""
    source = "\n".join(
        f"@article{{key{n},\n  author = {{Family{n % 700}, Given and Other, Name}},\n"
        f"  title = {{A Title on Thing {n} and {n % 37}}},\n"
        f"  journal = {{Journal of {n % 50}}},\n  year = {{{1900 + n % 120}}},\n}}\n"
        for n in range(10_000)
    )
    before = time.process_time()

    problems = check_files({"bib/x.bib": source})

    assert time.process_time() - before < 5
    assert problems == []


def test_entries_that_nothing_cites() -> None:
    """Cited, first publications, parents of others and ``nocite`` are none of them."""
    keys = ("cited", "first", "parent", "listed", "orphan", "lonely")
    files = {
        "bib/x.bib": "".join(f"@misc{{{key}, title = {{T}}}}\n" for key in keys)
        + "@misc{child, crossref = {parent}}\n",
        "texts/a.md": "---\npublished: first\n---\nSee [@cited, p. 2; @child].\n",
        "anthology.yaml": "citations:\n  nocite:\n    - listed\n",
    }

    (problem,) = orphans(files)

    assert (problem.place.line, problem.code) == (5, Code.BIB_ORPHAN)
    assert problem.message == "2 entries are cited nowhere: orphan, lonely"


def test_nocite_of_all_leaves_no_orphans() -> None:
    """Then every entry is listed."""
    files = {
        "bib/x.bib": "@misc{a, title = {T}}\n",
        "anthology.yaml": 'citations:\n  nocite: "*"\n',
    }

    assert orphans(files) == []
