"""Whatever the sources hold, an e-book runs nothing, fetches nothing, leads into no trap."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from anthology.build import BuildOptions, build
from anthology.problems import Code
from tests.editions.test_drawings import HEAD, HOSTILE
from tests.validators import Epubcheck

RUNS = {"script", "iframe", "object", "embed", "form", "input", "base", "foreignObject", "set"}
FETCHES = {"src", "data", "poster", "srcset", "background"}
TEXT = r"""---
title: 'Trap \<script>alert(1)\</script>'
author: "A <img src=x onerror=alert(1)>"
---
Words and &lt;script&gt;alert(2)&lt;/script&gt;.

`<script>alert(3)</script>` and [a site](https://example.org/?a=%3Cscript%3E).

![a "drawing" \<b onclick=x>](images/trap.svg)
"""


def _unsafe(tree: etree._Element) -> list[str]:
    """Return what in a file could run, fetch or lead astray."""
    found = []
    for element in tree.iter(etree.Element):
        name = etree.QName(element).localname
        found += [name] if name in RUNS else []
        for key, value in element.attrib.items():
            attribute = etree.QName(key).localname
            remote = re.match(r"(?i)\s*(https?:)?//|\s*(data|file):", value)
            if attribute.startswith("on"):
                found.append(f"{name} {attribute}")
            if re.match(r"(?i)\s*(javascript|vbscript):", value):
                found.append(f"{name} {attribute}={value}")
            fetches = attribute in FETCHES or (attribute == "href" and name != "a")
            if fetches and remote and not value.startswith("data:image/"):
                found.append(f"{name} {attribute}={value}")
    return found


def _files(epub: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(epub) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xhtml", ".svg", ".opf", ".ncx"))
        }


def test_hostile_sources_make_a_harmless_book(
    project: Path, tmp_path: Path, epubcheck: Epubcheck
) -> None:
    """Markup in titles, names and words stays words, drawings are only drawn."""
    (project / "images").mkdir(exist_ok=True)
    drawing = f'{HEAD} viewBox="0 0 9 9">{"".join(HOSTILE.values())}<circle r="9"/></svg>'
    (project / "images" / "trap.svg").write_text(drawing, encoding="utf-8")
    (project / "texts" / "trap.md").write_text(TEXT, encoding="utf-8")
    settings = project / "anthology.yaml"
    source = settings.read_text(encoding="utf-8")
    source = source.replace("contents:\n", "contents:\n  - trap.md\n", 1)
    settings.write_text(source.replace("  screen:", "  # screen:"), encoding="utf-8")

    result = build(project, BuildOptions(editions=("epub",), output=tmp_path / "out"))

    assert [str(problem) for problem in result.problems if problem.severity == "error"] == []
    (epub,) = (tmp_path / "out").glob("*.epub")
    assert {name: _unsafe(tree) for name, tree in _files(epub).items() if _unsafe(tree)} == {}
    assert "<script>alert(1)</script>" in "".join(
        _files(epub)["EPUB/text/trap.xhtml"].itertext()
    )
    assert [told for told in epubcheck(epub) if not told.startswith("USAGE")] == []


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x"]
)
def test_links_that_run_are_stopped_before(target: str, project: Path) -> None:
    """At their line: the book is not built at all."""
    text = project / "texts" / "paper.md"
    text.write_text(f"{text.read_text(encoding='utf-8')}\n[a](<{target}>)\n", encoding="utf-8")

    result = build(project, BuildOptions(editions=("epub",)))

    assert result.outputs == ()
    assert Code.LINK_UNSAFE in {problem.code for problem in result.problems}


def test_raw_html_is_stopped_before(project: Path) -> None:
    """A script in a text is a problem, not a part of the book."""
    text = project / "texts" / "paper.md"
    text.write_text(
        f"{text.read_text(encoding='utf-8')}\n<script>x</script>\n", encoding="utf-8"
    )

    result = build(project, BuildOptions(editions=("epub",)))

    assert result.outputs == ()
    assert Code.HTML_RAW in {problem.code for problem in result.problems}


def test_a_one_word_edit_touches_one_file(project: Path, tmp_path: Path) -> None:
    """All other pieces have the same XHTML, byte for byte."""
    before, after = tmp_path / "before", tmp_path / "after"
    build(project, BuildOptions(editions=("epub",), output=before))
    text = project / "texts" / "paper.md"
    source = text.read_text(encoding="utf-8")
    text.write_text(source.replace("moral teaching", "plain teaching"), encoding="utf-8")
    build(project, BuildOptions(editions=("epub",), output=after))

    changed = _differences(*(next(folder.glob("*.epub")) for folder in (before, after)))

    assert [name for name in changed if name.startswith("EPUB/text/")] == [
        "EPUB/text/paper.xhtml"
    ]


def _differences(first: Path, second: Path) -> list[str]:
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as two:
        assert one.namelist() == two.namelist()
        return [name for name in one.namelist() if one.read(name) != two.read(name)]
