"""Make a project of ours out of a benchmark book, and spoil it in one sentence.

``python -m tests.bench.project CORPUS/SIZE PROJECT`` writes ``anthology.yaml``, ``texts/``
and ``bib/``; the styles are the program’s own.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import LAST

ATTRIBUTES = re.compile(r" \{[#.][^}]*\}$", re.MULTILINE)
BYLINE = re.compile(r"::: byline\n(.*?)\n:::\n", re.DOTALL)

PLAIN = re.compile(r"^[A-Z][^\n\[\]“”*|#]*?[a-z]\.(?= )", re.MULTILINE)
"""The first sentence of a paragraph, when it is nothing but words."""

ADDED = ", or so it is told in the {number}th printing of this book."
"""What an edited sentence goes on with: enough to move a line end, and those after it."""

SETTINGS = """\
title: The Lamplit Anthology
subtitle: Size {name}
slug: lamplit
editors: [Verity Ashcombe]
publisher: Harbour Press
date: 2026-01-31
lang: en-GB
identifiers: {{epub: "urn:uuid:6f1c2f6e-0d5c-4c5f-9e55-000000000001"}}
citations: {{files: [bib/refs.bib], style: chicago-author-date, list: book}}
notes: {{place: page}}
apparatus: [bibliography]
editions: {{{editions}}}
contents:
"""
EDITIONS = {"epub": "epub: {}", "screen": "screen: {trim: 6in 9in}"}


def write_project(corpus: Path, project: Path, *editions: str) -> None:
    """Turn what ``write_corpus`` wrote into a project.

    Args:
        corpus: The folder of one size.
        project: Where to put the project; what lies there is replaced.
        editions: Those it declares. An EPUB beside a PDF lists the pages of print, so that
            making one makes the pages too: to compare it with other programs’, declare it
            alone.
    """
    if project.exists():
        shutil.rmtree(project)
    texts, bib = project / "texts", project / "bib"
    for folder in (texts, bib):
        folder.mkdir(parents=True)
    shutil.copy(corpus / "refs.bib", bib)
    declared = ", ".join(EDITIONS[name] for name in editions or EDITIONS)
    contents = [SETTINGS.format(name=corpus.name, editions=declared)]
    for file in sorted(corpus.glob("[0-9]*.md"), key=_natural):
        source = file.read_text(encoding="utf-8")
        if file.name.endswith("-part.md"):
            title, text = _introduction(source)
            contents.append(
                f'  - part: "{title}"\n    introduction: {file.name}\n    pieces:\n'
            )
        elif file.name != LAST:
            text = _piece(source)
            contents.append(f"      - {file.name}\n")
        else:
            continue
        (texts / file.name).write_text(text, encoding="utf-8", newline="\n")
    settings = "".join(contents)
    (project / "anthology.yaml").write_text(settings, encoding="utf-8", newline="\n")


def edit_a_sentence(project: Path, number: int) -> None:
    """Lengthen one sentence of the text in the middle; of another paragraph each time.

    Args:
        project: What ``write_project`` wrote.
        number: Which time it is, from 0.
    """
    texts = sorted((project / "texts").glob("*-text.md"), key=_natural)
    file = texts[len(texts) // 2]
    source = file.read_text(encoding="utf-8")
    sentences = [
        found for found in _plain_sentences(source) if "th printing" not in found.group()
    ]
    end = sentences[(len(sentences) // 3 + number) % len(sentences)].end()
    edited = source[: end - 1] + ADDED.format(number=number + 4) + source[end:]
    file.write_text(edited, encoding="utf-8", newline="\n")


def _plain_sentences(source: str) -> Iterator[re.Match[str]]:
    body = source.index("\n---\n") + 5
    return PLAIN.finditer(source, body)


def _natural(file: Path) -> list[int]:
    """Order files by their numbers: 2 before 10."""
    return [int(number) for number in re.findall(r"\d+", file.name)]


def _piece(source: str) -> str:
    found = BYLINE.search(source)
    assert found, "every text of the benchmark book has its author"
    title, _, body = ATTRIBUTES.sub("", BYLINE.sub("", source)).partition("\n")
    body = re.sub(r"^###", "##", body, flags=re.MULTILINE)
    head = f'---\ntitle: "{title[3:]}"\nauthor: "{found.group(1)}"\n---\n'
    return head + body.lstrip()


def _introduction(source: str) -> tuple[str, str]:
    """Return the title of a part, and its editorial introduction."""
    part, _, rest = ATTRIBUTES.sub("", source).partition("\n")
    body = rest.lstrip().removeprefix("## Editorial introduction").lstrip()
    return part[2:], f'---\ntitle: "Editorial introduction"\n---\n{body}'


if __name__ == "__main__":
    write_project(Path(sys.argv[1]), Path(sys.argv[2]))
