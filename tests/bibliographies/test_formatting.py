"""A tidy file says the same as before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from anthology.bibliographies import format_source
from anthology.bibliographies.source import Between, blocks, entries
from anthology.reading.bibliography import read_bibliography

UNTIDY = """\
% First remark.


@String{quay = "Quay"}
@BOOK{bell1950,title="Buoys, and {More}" , Author={Bell, Thomas},
   YEAR = 1950,publisher = quay # { Ltd}}
% About the next.
@comment{ not { an } entry }
@article{ames1934,
 title = {On
   Pilots}, journal={J}}
@book{broken, title {no sign}}
"""


def test_a_tidy_file() -> None:
    """Comments, @strings and what cannot be read stay; entries get their form."""
    assert (
        format_source(UNTIDY)
        == """\
% First remark.

@String{quay = "Quay"}
@book{bell1950,
  author = {Bell, Thomas},
  title = {Buoys, and {More}},
  publisher = quay # { Ltd},
  year = 1950,
}
% About the next.
@comment{ not { an } entry }
@article{ames1934,
  title = {On Pilots},
  journal = {J},
}
@book{broken, title {no sign}}
"""
    )


FIELD = st.tuples(
    st.sampled_from(["title", "Note", "x-y"]),
    st.sampled_from(['{a {b} "c"}', '"d, e"', "1900", "jan # {f}", "{g\n  h}", "{i\n\nj}"]),
)
ENTRY = st.tuples(
    st.sampled_from(["a", "b:c", "d-1"]),
    st.lists(FIELD, max_size=4, unique_by=lambda f: f[0]),
    st.booleans(),
).map(
    lambda made: (
        "@Book{"
        + made[0]
        + "".join(f" ,\n{name}  =  {value}" for name, value in made[1])
        + (",}" if made[2] else "\n}")
    )
)
FILES = st.lists(
    st.one_of(
        ENTRY, st.sampled_from(["", "\n\n\n", " % word @book \n", "@string{s={t}}\n", "\n"])
    ),
    max_size=8,
).map("".join)


@given(FILES)
def test_twice_is_once_and_the_words_are_kept(source: str) -> None:
    """What a reader finds in it is the same, and doing it again changes nothing."""
    tidy = format_source(source)

    assert format_source(tidy) == tidy
    before, after = read_bibliography(source, "x.bib")[0], read_bibliography(tidy, "x.bib")[0]
    assert {k: _said(r.fields) for k, r in before.items()} == {
        k: _said(r.fields) for k, r in after.items()
    }


def _said(fields: object) -> dict[str, str]:
    assert hasattr(fields, "items")
    return {name: " ".join(value.split()) for name, value in fields.items()}


@given(FILES)
def test_the_blocks_are_the_file(source: str) -> None:
    """Nothing is lost in dividing it, and each entry knows its line."""
    found = list(blocks(source))

    assert "".join(block.text for block in found) == source
    assert all(isinstance(block, Between) or block.text.startswith("@") for block in found)
    lines = source.split("\n")
    assert all("@" in lines[entry.line - 1] for entry in entries(source))
