"""Whatever is written in the dialect, every word of it is in the tree, once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anthology.problems import Place
from anthology.reading.markdown import read_markdown

WORD = "§"
"""Stands for a word in what is generated; each becomes one of its own afterwards."""

NOTE = "¤"
"""Stands for a mark; its note is added at the end."""

NOT_WORDS = {"id", "source", "target", "entry", "label", "stream", "classes", "lang", "align"}
"""Fields that repeat what stands elsewhere, or are no words of the text."""

WORDS = st.lists(st.just(WORD), min_size=1, max_size=4).map(" ".join)


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Put words into one of the constructs of a paragraph."""
    forms = st.sampled_from(
        [
            "*{}*",
            "**{}**",
            "_{}_",
            "[{}]{{.smallcaps}}",
            "[{}]{{lang=fr .nocase #x}}",
            '[{}]{{.index entry="Some, One"}}',
            "[{}](other.md#id){{page}}",
            "[{}](https://example.org/a_b)",
            "{{++{}++}}",
            "{{--{}--}}",
            "{{=={}==}}",
            "{{~~{}~>§ §~~}}",
            "{{>>{}<<}}",
            "^[{}]",
            "[see {} @key, p. §; § @other:1]",
            "@key [{}]",
            "“{}”¤",
            "{}\n§",
            "{}\\\n§",
            "{}  \n§",
            "({})",
            "`{}`",
            "{} §^§^ §~§~",
            "[{}",
            "{}]",
            "{} * § _ § ` §",
            "\\*{}\\*",
            "{} & &amp; &lt;§ < §",
            "[p. §]{{.original-page}} {}",
        ]
    )
    return st.builds(str.format, forms, inner)


INLINES = st.recursive(
    WORDS,
    lambda inner: wrapped(inner) | st.lists(inner, min_size=1).map(" ".join),
    max_leaves=6,
)
LINES = INLINES.map(lambda words: words.replace("\\\n", " ").replace("\n", " "))
CELLS = LINES.map(lambda words: words.replace("|", " "))


def indented(text: str, first: str, further: str) -> str:
    """Put a mark before a block, and indent what follows of it."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(further + line for line in lines[1:])])


def table(rows: list[tuple[str, str]]) -> str:
    """Write a pipe table with its caption."""
    lines = [f"| {left} | {right} |" for left, right in rows]
    return "\n".join([lines[0], "|---|--:|", *lines[1:], "", ": § §", ""])


LEAVES = st.one_of(
    INLINES,
    LINES.map("## {}".format),
    LINES.map("§\n§ {}\n---".format),
    st.lists(LINES, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"| {a}" for a in lines)
    ),
    st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=3).map(table),
    st.builds(
        "{}\n:   {}\n\n    {}".format, LINES, LINES, INLINES.map(lambda a: a.split("\n")[0])
    ),
    st.just('![§ *§*](a.png "§")\n\n: § §'),
    st.just('![§ ¤](a.png){alt="§ §"}'),
    st.just("```\n§ §\n§\n```"),
    st.just("    § §\n    §"),
    st.just("* * *"),
    st.just("{>> § § <<}"),
)


def containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Put blocks into a quotation or a list."""
    several = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        several.map(lambda text: indented(text, "> ", "> ") + "\n>\n> — § §"),
        several.map(lambda text: indented(text, "- ", "  ")),
        several.map(lambda text: indented(text, "1. ", "   ") + "\n2. §"),
    )


BLOCKS = st.recursive(LEAVES, containers, max_leaves=8)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join)


def written(text: str) -> tuple[str, list[str]]:
    """Give each word a number and each mark its note; return the words too."""
    numbers = count(1)
    text = re.sub(NOTE, lambda _: f"[^{next(numbers)}]", text)
    notes = "\n".join(f"[^{number}]: §\n\n    § §\n" for number in range(1, next(numbers)))
    text = f"{text}\n\n{notes}"
    words = [f"w{number}w" for number in range(text.count(WORD))]
    each = iter(words)
    return re.sub(WORD, lambda _: next(each), text), words


def words_of(node: object) -> Iterator[str]:
    """Find the words in whatever part of the tree."""
    if isinstance(node, str):
        yield from re.findall(r"w\d+w", node)
    elif isinstance(node, tuple):
        for part in node:
            yield from words_of(part)
    elif is_dataclass(node) and not isinstance(node, Place):
        for field in fields(node):
            if field.name not in NOT_WORDS or type(node).__name__ == "PageMark":
                yield from words_of(getattr(node, field.name))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_word_is_in_the_tree_once(text: str) -> None:
    """Paragraphs, notes, captions, queries: none is dropped, none is doubled."""
    source, words = written(text)

    result = read_markdown(source, "x.md")

    assert Counter(words_of((result.blocks, result.notes))) == Counter(words)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab1 \n\t*_[](){}^~`@|>-:#!\\<&;=+\"'.—", max_size=120))
def test_no_text_is_too_strange(source: str) -> None:
    """Signs in any order are read, and problems stand on lines that there are."""
    result = read_markdown(source, "x.md")

    last = source.count("\n") + 1
    assert all(1 <= problem.place.line <= last for problem in result.problems)
