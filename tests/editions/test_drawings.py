"""Drawings of hostile hands: whatever is in them, only what is drawn gets into a book."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from anthology.editions.drawings import harmless

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DANGER = re.compile(
    rb"<script|foreignObject|<animate|<set|<a |\son\w+=|javascript|https?://(?!www\.w3\.org)"
    rb"|@import|file:|<!DOCTYPE|<!ENTITY|data:text",
    re.IGNORECASE,
)

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script elsewhere": '<script xlink:href="https://evil.example/x.js"/>',
    "event": '<rect width="1" height="1" onclick="alert(1)" ONLOAD="alert(1)"/>',
    "link": '<a xlink:href="javascript:alert(1)"><text>words</text></a>',
    "plain link": '<a href="https://evil.example/"><text>words</text></a>',
    "html": '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://e.co"/>'
    "</foreignObject>",
    "remote picture": '<image xlink:href="https://evil.example/pixel.png" width="1"/>',
    "file": '<image href="file:///etc/passwd" width="1" height="1"/>',
    "page as picture": '<image href="data:text/html;base64,PHNjcmlwdD4=" width="1"/>',
    "use": '<use xlink:href="https://evil.example/a.svg#b"/>',
    "style": "<style>@import url(https://evil.example/a.css);</style>",
    "style that fetches": '<style>rect { fill: url("https://evil.example/a") }</style>',
    "attribute that fetches": '<rect fill="url(https://evil.co/a)" style="fill:url(//e)"/>',
    "hidden": '<rect style="fill: u\\72l(https://evil.example/)"/>',
    "animation": '<set attributeName="href" to="javascript:alert(1)"/>',
    "animated": '<rect><animate attributeName="x" onbegin="alert(1)"/></rect>',
    "other names": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    "instruction": '<?xml-stylesheet href="https://evil.example/a.css"?>',
}


@pytest.mark.parametrize("inner", HOSTILE.values(), ids=HOSTILE)
def test_nothing_runs_and_nothing_is_fetched(inner: str) -> None:
    """The danger goes, the drawing around it stays."""
    clean = harmless(f'{HEAD}>{inner}<circle r="9"/></svg>'.encode())

    assert not DANGER.search(clean)
    assert b'<circle r="9"/>' in clean
    assert (b"words" in clean) == ("words" in inner)


def test_the_drawing_itself_may_do_nothing() -> None:
    """Also the outermost element is looked at."""
    clean = harmless(f'{HEAD} onload="alert(1)"><circle r="9"/></svg>'.encode())

    assert not DANGER.search(clean)


def test_entities_are_not_followed() -> None:
    """Neither into files, nor to a million laughs."""
    bomb = (
        '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"{HEAD}><text>&a;&f;</text></svg>"
    )

    clean = harmless(bomb.encode())

    assert b"root:" not in clean
    assert not DANGER.search(clean)


@pytest.mark.parametrize(
    "inner",
    [
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        '<rect fill="url(#g)" style="stroke: url(#g)" width="1"/>',
        '<symbol id="s"><path d="M0 0L1 1"/></symbol><use xlink:href="#s"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>',
        '<style>.a { fill: #123456 }</style><g class="a" transform="scale(2)"><path/></g>',
    ],
)
def test_what_is_drawn_stays(inner: str) -> None:
    """Gradients, symbols, pictures within, styles of its own."""
    drawing = f"{HEAD}>{inner}</svg>".encode()

    clean = harmless(drawing)

    assert etree.tostring(etree.fromstring(clean), method="c14n") == etree.tostring(
        etree.fromstring(drawing), method="c14n"
    )


@given(
    st.lists(st.sampled_from(list(HOSTILE.values())), min_size=1, max_size=6), st.integers(0, 3)
)
def test_nesting_hides_nothing(parts: list[str], depth: int) -> None:
    """Dangers beside and within each other."""
    inner = "".join(parts)
    for _ in range(depth):
        inner = f"<g><a href='javascript:1'>{inner}</a></g>"

    assert not DANGER.search(harmless(f"{HEAD}>{inner}</svg>".encode()))
