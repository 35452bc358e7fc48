"""What nobody writes must not hang the program; what everybody writes must be quick."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from anthology.reading.markdown import read_markdown

MANY = 10_000

STRANGE = {
    "brackets": "[" * MANY,
    "brackets that close": "[" * MANY + "a" + "]" * MANY,
    "spans": "[" * MANY + "a" + "]{.smallcaps}" * MANY,
    "half links": "[x](" * MANY,
    "images": "![" * MANY,
    "notes in place": "^[" * MANY + "a" + "]" * MANY,
    "marks": "a[^1]\n" * MANY,
    "notes": "".join(f"[^{number}]: a\n" for number in range(MANY)),
    "notes within notes": "[^1]: " * MANY,
    "citations": "[@a " * MANY,
    "citations that close": "[@a; " * MANY + "]" * MANY,
    "locators": "@a [" * MANY,
    "quotations": ">" * MANY,
    "lists": "* " * MANY + "a",
    "emphasis": "*a " * MANY + "a* " * MANY,
    "changes": "{++" * MANY + "++}",
    "queries": "{>>" * MANY,
    "braces": "[a]{" * MANY,
    "meanings": "a\n: b\n\n" * MANY,
    "signs of meanings": "a\n" + ": " * MANY,
    "headings": "## a\n\n" * MANY,
    "tags": "<a " * MANY,
    "link definitions": "[a]: b\n" * MANY,
    "verse": "| a\n" * MANY,
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_texts_are_read_in_time(name: str) -> None:
    """Ten thousand signs of one kind: no crash, and seconds at most."""
    start = time.process_time()

    read_markdown(STRANGE[name], "x.md")

    assert time.process_time() - start < 15


def test_time_grows_with_the_text_not_faster() -> None:
    """A chapter of a hundred notes in one paragraph, and one of eight hundred."""
    paragraph = (
        "Words *and* words,[^{0}] [said]{{.smallcaps}} @key [p. {0}], again and again.\n"
    )

    def seconds(size: int) -> float:
        source = "".join(paragraph.format(number) for number in range(size))
        source += "\n" + "".join(f"[^{number}]: A note.\n" for number in range(size))
        start = time.process_time()
        assert read_markdown(source, "x.md").problems == ()
        return time.process_time() - start

    seconds(100)

    assert seconds(1600) < 40 * max(seconds(100), 0.005)


def test_reading_opens_no_heavy_library() -> None:
    """``anthology check`` has a second and a half, and the styles and pages take theirs."""
    program = "import sys, anthology.reading.book; print(*sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    heavy = {"pypandoc", "weasyprint", "pikepdf", "lxml", "jinja2", "ebooklib", "fontTools"}
    assert not heavy & set(done.stdout.split())
