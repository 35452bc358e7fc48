"""Read ``anthology.yaml``, the file that says what the book is and what stands in it.

``docs/settings.md`` documents every key below; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from anthology.model import (
    Apparatus,
    Book,
    CitationSettings,
    Concordance,
    EditionSettings,
    Identifiers,
    Inline,
    Style,
    TrimSize,
    plain,
)
from anthology.problems import Code, Place, Problem, error
from anthology.reading import values
from anthology.reading.citation_settings import CITATION_KEYS, GROUP_KEYS, citations
from anthology.reading.fields import (
    Fields,
    Read,
    checked,
    list_of,
    one_of,
    scalar,
    table,
    text,
    wrong_type,
    yes_or_no,
)
from anthology.reading.index import INDEX_KEYS, index_settings
from anthology.reading.markdown import read_inlines
from anthology.reading.notes_settings import NOTES_KEYS, STREAM_KEYS, NoteSettings, notes, place
from anthology.reading.people import PERSON_KEYS, person
from anthology.reading.trade import SIGN_OFF_KEYS, SUBJECT_KEYS, sign_off, subject
from anthology.reading.yaml import Scalar, Sequence, Table, Value, read_yaml

KEYS: dict[str, tuple[str, ...]] = {
    "": (
        "title",
        "subtitle",
        "slug",
        "editors",
        "publisher",
        "city",
        "date",
        "lang",
        "series",
        "series-number",
        "collection",
        "rights",
        "description",
        "identifiers",
        "subjects",
        "style",
        "cover",
        "accessibility",
        "front",
        "contents",
        "back",
        "apparatus",
        "index",
        "citations",
        "notes",
        "captions",
        "editions",
    ),
    "editors": PERSON_KEYS,
    "identifiers": ("epub", "print"),
    "subjects": SUBJECT_KEYS,
    "accessibility": SIGN_OFF_KEYS,
    "contents": ("part", "introduction", "pieces"),
    "index": INDEX_KEYS,
    "citations": CITATION_KEYS,
    "citations.divide": GROUP_KEYS,
    "notes": NOTES_KEYS,
    "notes.streams.NAME": STREAM_KEYS,
    "editions": ("epub", "screen", "print"),
    "editions.NAME": (
        "trim",
        "bleed",
        "marks",
        "variant",
        "notes",
        "fonts",
        "paper",
        "caliper",
    ),
}
"""Every key, by the key that holds it."""

CAPTIONS = ("plain", "piece", "book")
"""How tables and figures can be numbered."""

SCREEN_VARIANTS = ("ua-1", "a-2a", "a-2u", "a-3a", "a-3u")
PRINT_VARIANTS = ("x-1a",)
"""PDF standards that an edition can keep to."""

PAPERS = {"white": 2 * 0.002252 * 72, "cream": 2 * 0.0025 * 72}
"""Thickness of a leaf of each, in points: what print on demand uses (KDP)."""

_day = checked(values.day, "write a year, or a day as 2026-01-31")
_language = checked(values.language, values.LANGUAGE_HINT)
_slug = checked(values.slug, "use lower-case letters, digits and “-”")
_trim = checked(
    values.trim_size, "write width and height, of 1in to 24in: 6in 9in, 129mm 198mm"
)
_length = checked(values.length, "write a length with its unit: 0.125in, 3mm")
_isbn = checked(values.isbn, "the last digit does not agree with the others, or one is missing")
_identifier = checked(values.identifier, "write urn:isbn:…, urn:uuid:…, or an ISBN")


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A part as ``contents`` names it: files, not yet pieces."""

    title: tuple[Inline, ...]
    slug: str
    place: Place
    introduction: Scalar | None
    pieces: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The book without its texts, and which files they are in."""

    book: Book
    front: tuple[Scalar, ...] = ()
    contents: tuple[Scalar | PartPlan, ...] = ()
    back: tuple[Scalar, ...] = ()
    bibliographies: tuple[Scalar, ...] = ()
    """BibTeX files as ``citations`` names them."""


def read_settings(source: str, file: str) -> tuple[Settings | None, list[Problem]]:
    """Check every setting before giving up, so that one run shows all mistakes.

    Returns:
        The settings, or None where the file is not a table of settings at all.
    """
    value, problems = read_yaml(source, file)
    if isinstance(value, Table):
        settings = _settings(value, problems)
        return settings, sorted(problems, key=lambda problem: problem.place.line)
    if not problems:
        message = "this file holds no settings"
        hint = "begin with a line such as “title: The Russian Question”"
        problems = [error(Place(file, 1), Code.SETTING_MISSING, message, hint)]
    return None, problems


def _settings(root: Table, problems: list[Problem]) -> Settings:
    fields = Fields(root, KEYS[""], problems)
    cited, bibliographies = fields.take("citations", citations, (CitationSettings(), ()))
    book = replace(_book(fields, problems), citations=cited)
    items: Read[tuple[Scalar | PartPlan, ...]] = list_of(_item)
    contents = fields.need("contents", items, (), "list the files of texts/ in their order")
    return Settings(
        book,
        front=fields.take("front", list_of(scalar), ()),
        contents=tuple(_with_own_slugs(contents)),
        back=fields.take("back", list_of(scalar), ()),
        bibliographies=bibliographies,
    )


def _book(fields: Fields, problems: list[Problem]) -> Book:
    title = fields.need("title", text, "")
    noted = fields.take("notes", notes, NoteSettings())
    return Book(
        title,
        lang=fields.need("lang", _language, "en", "write lang: en-GB; hyphens go by it"),
        slug=fields.take("slug", _slug, values.make_slug(title)),
        subtitle=fields.take("subtitle", text, ""),
        editors=fields.take("editors", list_of(person), ()),
        publisher=fields.take("publisher", text, ""),
        city=fields.take("city", text, ""),
        date=fields.take("date", _day, ""),
        series=fields.take("series", text, ""),
        series_number=fields.take("series-number", text, ""),
        collection=fields.take("collection", text, ""),
        rights=fields.take("rights", text, ""),
        description=fields.take("description", text, ""),
        identifiers=fields.take("identifiers", _identifiers, Identifiers()),
        subjects=fields.take("subjects", list_of(subject), ()),
        style=Style(fields.take("style", one_of(*Style), Style.CLASSIC)),
        cover=fields.take("cover", text, ""),
        sign_off=fields.take("accessibility", sign_off, None),
        apparatus=fields.take("apparatus", _apparatus, ()),
        concordance=fields.take("index", index_settings, Concordance()),
        notes_place=noted.place,
        notes_punctuation=noted.punctuation,
        captions=fields.take("captions", one_of(*CAPTIONS), "plain"),
        streams=noted.streams,
        editions=fields.take(
            "editions", _editions, (EditionSettings("epub"), EditionSettings("screen"))
        ),
        place=fields.place,
    )


def _item(value: Value, key: str, problems: list[Problem]) -> Scalar | PartPlan | None:
    """Read one item of ``contents``: a file, or a part with its files."""
    if isinstance(value, Scalar):
        return value
    if isinstance(value, Sequence):
        hint = "write “- part: …” with its pieces below"
        problems.append(wrong_type(value, key, "a list of files and parts", hint))
        return None
    fields = Fields(value, KEYS["contents"], problems, key)
    named = fields.need("part", scalar, Scalar("", value.place))
    title, found = read_inlines(named.text, named.place)
    problems.extend(found)
    return PartPlan(
        title,
        f"part-{values.make_slug(plain(title))}",
        value.place,
        fields.take("introduction", scalar, None),
        fields.need("pieces", list_of(scalar), (), hint="list the files of this part"),
    )


def _with_own_slugs(items: tuple[Scalar | PartPlan, ...]) -> Iterator[Scalar | PartPlan]:
    """Give parts of the same title addresses of their own."""
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, PartPlan):
            number = seen[item.slug] = seen.get(item.slug, 0) + 1
            yield replace(item, slug=f"{item.slug}-{number}") if number > 1 else item
        else:
            yield item


def _identifiers(value: Value, key: str, problems: list[Problem]) -> Identifiers | None:
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, KEYS[key], problems, key)
    return Identifiers(fields.take("epub", _identifier, ""), fields.take("print", _isbn, ""))


def _apparatus(value: Value, key: str, problems: list[Problem]) -> tuple[Apparatus, ...] | None:
    names = list_of(one_of(*Apparatus))(value, key, problems) or ()
    for name in sorted({name for name in names if names.count(name) > 1}):
        message = f"“{name}” stands twice in “{key}”"
        problems.append(error(value.place, Code.SETTING_VALUE, message, "keep one of the two"))
    return tuple(Apparatus(name) for name in dict.fromkeys(names))


def _editions(
    value: Value, key: str, problems: list[Problem]
) -> tuple[EditionSettings, ...] | None:
    group = table(value, key, problems)
    if group is None:
        return None
    Fields(group, KEYS[key], problems, key)
    known = {name: one for name, one in group.entries.items() if name in KEYS[key]}
    return tuple(_edition(name, one, f"{key}.{name}", problems) for name, one in known.items())


def _edition(name: str, value: Value, key: str, problems: list[Problem]) -> EditionSettings:
    empty = isinstance(value, Scalar) and not value.text
    group = None if empty else table(value, key, problems)
    fields = Fields(group or Table({}, value.place), KEYS["editions.NAME"], problems, key)
    variants = PRINT_VARIANTS if name == "print" else SCREEN_VARIANTS
    return EditionSettings(
        name,
        fields.take("trim", _trim, TrimSize()),
        fields.take("bleed", _length, 0.0),
        fields.take("marks", yes_or_no, False),
        fields.take("variant", one_of(*variants), ""),
        fields.take("notes", place, None),
        fields.take("fonts", one_of("embed", "none"), "none") == "embed",
        fields.take("caliper", _length, 0.0)
        or PAPERS[fields.take("paper", one_of(*PAPERS), "white")],
    )
