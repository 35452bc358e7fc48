"""A preview stays: what it has read once it need not read again, and nobody can tell."""

from __future__ import annotations

from pathlib import Path

from anthology.kept import Kept, Remembering
from anthology.model import Text
from anthology.preview.site import Site, renewed
from anthology.store import Store


def test_what_was_used_last_is_at_hand(tmp_path: Path) -> None:
    """It is the very value; without use it is forgotten, and read from the store."""
    store = Remembering(Store(tmp_path))
    kept = Kept(store)
    kept.put("a" * 64, Text("words"))
    first = kept.get("a" * 64)

    store.begin()
    again = kept.get("a" * 64)
    store.begin()
    store.begin()
    read = kept.get("a" * 64)

    assert first is again
    assert read == first and read is not first


def test_a_site_that_remembers_is_the_same(project: Path) -> None:
    """After each save its pages and problems are those of a site that was just begun."""
    store = Remembering(Store(project / ".cache"))
    file = next(iter(sorted((project / "texts").glob("*.md"))))
    site = Site()
    for words in ("A first line more.", "And then, a second one. [@nobody1900]"):
        source = file.read_text(encoding="utf-8")
        file.write_text(f"{source}\n\n{words}\n", encoding="utf-8")
        store.begin()
        site = renewed(site, project, store)

        begun = renewed(Site(), project, None)

        assert site.problems == begun.problems
        if begun.pages:
            assert site.pages == begun.pages
    assert site.pages
    assert any("nobody1900" in problem.message for problem in site.problems)
