"""What the documents say is true of the program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from anthology.cli.exits import Exit
from anthology.problems import Code
from anthology.reading import front_matter, index, settings
from tests.conftest import Command

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)")
"""The target of a link that is neither a URL nor an id."""

Keys = Mapping[str, tuple[str, ...]]


def test_every_problem_is_explained() -> None:
    """``docs/problems.md`` has one heading for each code, in the same order."""
    text = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")

    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert headings == [str(code) for code in Code]


def test_codes_stand_in_the_order_of_the_alphabet() -> None:
    """So that an editor finds a code where she looks for it."""
    assert list(Code) == sorted(Code)


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("anthology.yaml", settings.KEYS),
        ("Front matter", front_matter.KEYS),
        ("texts/index.yaml", index.KEYS),
    ],
)
def test_every_setting_is_documented(heading: str, keys: Keys) -> None:
    """``docs/settings.md`` lists exactly the keys that the program reads."""
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]

    documented = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)

    names = [f"{group}.{key}" if group else key for group in keys for key in keys[group]]
    assert sorted(documented) == sorted(names)


def test_every_exit_code_is_in_the_readme() -> None:
    """The table of the README has each exit code once."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    numbers = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)

    assert [int(number) for number in numbers] == [int(code) for code in Exit]


def test_every_command_is_in_the_readme(anthology: Command) -> None:
    """Whatever ``--help`` lists, the README lists too, in the same order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    commands = re.findall(r"^    (\w+) ", anthology("--help").stdout, re.MULTILINE)

    assert commands == re.findall(r"^\| `anthology (\w+)", text, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_link_of_the_documents_is_dead(document: Path) -> None:
    """Every file that a document points at is there."""
    text = re.sub(
        r"`[^`\n]*`|^    .*$", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE
    )

    targets = LINK.findall(text)

    assert [at for at in targets if not (document.parent / at).exists()] == []
