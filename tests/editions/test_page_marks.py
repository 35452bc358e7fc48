"""Page breaks in the XHTML: at the very word, and outside of what opens there."""

from __future__ import annotations

import pytest

from anthology.editions.epub.page_marks import mark_pages
from anthology.editions.letters import PageStart, letters

HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
NOTE = '<div id="note-1" role="doc-footnote"><p><a class="back">1</a> A note.</p></div>'
NOTES = f'<section class="notes">{NOTE}</section>'


def marked(body: str, before: str, opening: str, note: str = "") -> str:
    """Return the body with its page break shortened to ``|``."""
    start = PageStart("7", "walk", note, len(letters(before)), letters(opening))
    page = f"{HEAD}<body>{body}</body></html>".encode()
    whole = mark_pages(page, [start]).decode()
    mark = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-7" aria-label="7"/>'
    assert whole.count(mark) == 1
    return whole.partition("<body>")[2].partition("</body>")[0].replace(mark, "|")


@pytest.mark.parametrize(
    ("body", "before", "opening", "expected"),
    [
        ("<p>One two three.</p>", "One two", "three.", "<p>One two |three.</p>"),
        (
            "<p>One <em>two</em> three.</p>",
            "One",
            "two three.",
            "<p>One |<em>two</em> three.</p>",
        ),
        ("<p>One <em>two more</em>.</p>", "One two", "more.", "<p>One <em>two |more</em>.</p>"),
        ("<p>One</p><p>two</p>", "One", "two", "<p>One</p><p>|two</p>"),
        ("<p>One</p><h2>Two</h2>", "One", "Two", "<p>One</p>|<h2>Two</h2>"),
        (
            "<section><header><h1><em>A</em> b</h1></header></section>",
            "",
            "A b",
            "<section>|<header><h1><em>A</em> b</h1></header></section>",
        ),
        ("<p>Uni\u00advers, all</p>", "Uni", "vers, all", "<p>Uni\u00advers, |all</p>"),
        ("<p>half-way up</p>", "half-", "way up", "<p>half-|way up</p>"),
        ("<p>here—there</p>", "here—", "there", "<p>here—|there</p>"),
        (
            "<p>univer<em>sal</em> (as</p>",
            "uni",
            "versal (as",
            "<p>univer<em>sal</em> |(as</p>",
        ),
        (
            '<p>said<a class="mark">12</a> so</p>',
            "said",
            "so",
            '<p>said<a class="mark">12</a> |so</p>',
        ),
        (
            '<p>One</p><figure><img src="a.png"/></figure><p>two</p>',
            "One",
            "\ufffctwo",
            '<p>One</p>|<figure><img src="a.png"/></figure><p>two</p>',
        ),
        (
            "<nav><ol><li><a>One</a></li></ol></nav>",
            "",
            "One",
            "<nav><ol><li><a>|One</a></li></ol></nav>",
        ),
        ("<p>a &amp; b</p>", "a", "& b", "<p>a |&amp; b</p>"),
        ("<p>Straße geht</p>", "Straße", "geht", "<p>Straße |geht</p>"),
    ],
)
def test_the_mark_stands_before_the_first_word_of_the_page(
    body: str, before: str, opening: str, expected: str
) -> None:
    """Letters are counted, markup is not; a divided word is left whole."""
    assert marked(body, before, opening) == expected


def test_the_notes_are_not_counted_where_print_has_them_at_the_foot() -> None:
    """They stand elsewhere in print: a page that begins after them is found."""
    body = f"<p>One</p>{NOTES}<p>two</p>"

    assert marked(body, "One", "two") == f"<p>One</p>{NOTES}<p>|two</p>"


def test_a_page_of_nothing_but_a_note_begins_inside_the_note() -> None:
    """The rest of a long note has its mark where the page takes it up."""
    assert marked(NOTES, "A", "note.", "note-1") == NOTES.replace("A note", "A |note")


def test_the_words_win_where_a_template_has_more() -> None:
    """An edition may say more than another: the page is found by its words."""
    body = "<p>Only here.</p><p>one two three</p>"

    assert marked(body, "one", "two three") == "<p>Only here.</p><p>one |two three</p>"
