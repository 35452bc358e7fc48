"""What can be wrong with a text, and how we say so.

A problem is data, not an exception: every stage returns the problems it found
beside its result, so that an editor sees all of them in one run.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Code(StrEnum):
    """Every kind of problem; ``docs/problems.md`` explains each one."""

    ATTRIBUTE_ALONE = "attribute-alone"
    ATTRIBUTE_UNKNOWN = "attribute-unknown"
    ATTRIBUTE_VALUE = "attribute-value"
    BIB_DUPLICATE = "bib-duplicate"
    BIB_ENCODING = "bib-encoding"
    BIB_FIELD = "bib-field"
    BIB_INCOMPLETE = "bib-incomplete"
    BIB_NAME = "bib-name"
    BIB_NUMBER = "bib-number"
    BIB_ORPHAN = "bib-orphan"
    BIB_STRING = "bib-string"
    BIB_TEX = "bib-tex"
    BIB_TYPE = "bib-type"
    BIB_UNREADABLE = "bib-unreadable"
    BIB_YEAR = "bib-year"
    CAPTION_ALONE = "caption-alone"
    CHARACTER_ILLEGAL = "character-illegal"
    CITE_LOCATOR = "cite-locator"
    CITE_STYLE = "cite-style"
    CITE_UNKNOWN = "cite-unknown"
    CITE_UNLISTED = "cite-unlisted"
    CITE_UNSET = "cite-unset"
    CRITIC_OPEN = "critic-open"
    FACE_UNUSABLE = "face-unusable"
    FENCE_OPEN = "fence-open"
    FILE_ENCODING = "file-encoding"
    FILE_MISSING = "file-missing"
    FILE_NAME = "file-name"
    FILE_OUTSIDE = "file-outside"
    FILE_TWICE = "file-twice"
    FILE_UNLISTED = "file-unlisted"
    GLYPH_MISSING = "glyph-missing"
    HEADING_LEVEL = "heading-level"
    HTML_RAW = "html-raw"
    ID_DUPLICATE = "id-duplicate"
    IMAGE_ALT = "image-alt"
    IMAGE_INLINE = "image-inline"
    IMAGE_MISSING = "image-missing"
    IMAGE_REMOTE = "image-remote"
    IMAGE_SIZE = "image-size"
    IMAGE_TYPE = "image-type"
    INDEX_EMPTY = "index-empty"
    INDEX_SEE = "index-see"
    INDEX_TWICE = "index-twice"
    INDEX_UNUSED = "index-unused"
    LAYOUT = "layout"
    LAYOUT_FAILED = "layout-failed"
    LEDGER_BROKEN = "ledger-broken"
    LINK_BROKEN = "link-broken"
    LINK_UNSAFE = "link-unsafe"
    LINK_UNUSED = "link-unused"
    LISTING_OPEN = "listing-open"
    MERGE_CONFLICT = "merge-conflict"
    NESTING_DEPTH = "nesting-depth"
    NOTE_DUPLICATE = "note-duplicate"
    NOTE_EMPTY = "note-empty"
    NOTE_NESTED = "note-nested"
    NOTE_REPEATED = "note-repeated"
    NOTE_UNDEFINED = "note-undefined"
    NOTE_UNSET = "note-unset"
    NOTE_UNUSED = "note-unused"
    OUTPUT_INVALID = "output-invalid"
    PIECE_EXISTS = "piece-exists"
    QUOTATION_CHANGED = "quotation-changed"
    RAW_CHANGED = "raw-changed"
    RAW_REFUSED = "raw-refused"
    SETTING_MISSING = "setting-missing"
    SETTING_TYPE = "setting-type"
    SETTING_UNKNOWN = "setting-unknown"
    SETTING_VALUE = "setting-value"
    TABLE_SHAPE = "table-shape"
    TEMPLATE = "template"
    YAML_ALIAS = "yaml-alias"
    YAML_DEPTH = "yaml-depth"
    YAML_DUPLICATE = "yaml-duplicate"
    YAML_SYNTAX = "yaml-syntax"


class MissingProgram(Exception):  # noqa: N818 - named for what it says
    """A program that the work needs is not there, or does not run."""

    def __init__(self, name: str, remedy: str) -> None:
        super().__init__(f"{name}: {remedy}")
        self.name = name
        self.remedy = remedy


class Severity(StrEnum):
    """Whether a book may be built in spite of the problem."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the sources something was written."""

    file: str
    """Path relative to the project, with forward slashes."""

    line: int = 0
    """1-based, as editors count; 0 means the file as a whole."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an editor should look at."""

    place: Place
    severity: Severity
    code: Code

    message: str
    """One line saying what is wrong: no capital, no full stop."""

    hint: str = ""
    """What to do about it, in a sentence; empty when we do not know."""

    def __str__(self) -> str:
        line = f"{self.place}: {self.severity}: {self.message} [{self.code}]"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


def error(place: Place, code: Code, message: str, hint: str = "") -> Problem:
    """A problem that stops the book from being built."""
    return Problem(place, Severity.ERROR, code, message, hint)


def warning(place: Place, code: Code, message: str, hint: str = "") -> Problem:
    """A problem that an editor may decide to live with."""
    return Problem(place, Severity.WARNING, code, message, hint)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether any of the problems stops the book from being built."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a hint naming the closest known name, or ``otherwise``.

    >>> did_you_mean("woolf1928", ["woolf1929", "joyce1922"])
    'did you mean “woolf1929”?'
    """
    close = get_close_matches(name, list(known), n=1)
    return f"did you mean “{close[0]}”?" if close else otherwise
