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
    EditionSettings,
    Identifiers,
    Inline,
    NotesPlace,
    Stream,
    TrimSize,
    plain,
)
from anthology.problems import Code, Place, Problem, error
from anthology.reading import values
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
from anthology.reading.markdown import read_inlines
from anthology.reading.people import PERSON_KEYS, person
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
        "rights",
        "description",
        "identifiers",
        "front",
        "contents",
        "back",
        "apparatus",
        "citations",
        "notes",
        "editions",
    ),
    "editors": PERSON_KEYS,
    "identifiers": ("epub", "print"),
    "contents": ("part", "introduction", "pieces"),
    "citations": ("files", "style", "list"),
    "notes": ("place", "streams"),
    "notes.streams.NAME": ("prefix", "numbering", "sign"),
    "editions": ("epub", "screen", "print"),
    "editions.NAME": ("trim", "bleed", "marks", "variant"),
}
"""Every key, by the key that holds it."""

STREAMS = (
    Stream("author", ""),
    Stream("editor", "ed-", "symbols", "—Ed."),
    Stream("translator", "tr-", "letters", "—Trans."),
)
"""The streams of notes that every book has."""

VARIANTS = ("ua-1", "a-2a", "a-2u", "a-3a", "a-3u", "x-4")
"""PDF standards that the engine can keep to."""

_day = checked(values.day, "write a year, or a day as 2026-01-31")
_language = checked(values.language, values.LANGUAGE_HINT)
_slug = checked(values.slug, "use lower-case letters, digits and “-”")
_trim = checked(
    values.trim_size, "write width and height with their unit: 6in 9in, 129mm 198mm"
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
    citations, bibliographies = fields.take("citations", _citations, (CitationSettings(), ()))
    book = replace(_book(fields, problems), citations=citations)
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
    place, streams = fields.take("notes", _notes, (NotesPlace.PAGE, STREAMS))
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
        rights=fields.take("rights", text, ""),
        description=fields.take("description", text, ""),
        identifiers=fields.take("identifiers", _identifiers, Identifiers()),
        apparatus=fields.take("apparatus", _apparatus, ()),
        notes_place=place,
        streams=streams,
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


def _citations(
    value: Value, key: str, problems: list[Problem]
) -> tuple[CitationSettings, tuple[Scalar, ...]] | None:
    """Read how works are cited, and the names of the files they stand in."""
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, KEYS[key], problems, key)
    usual = CitationSettings()
    files = fields.take("files", list_of(scalar), ())
    citations = CitationSettings(
        tuple(file.text for file in files),
        fields.take("style", text, usual.style),
        fields.take("list", one_of("book", "piece", "both", "none"), usual.list),
        group.place,
    )
    return citations, files


def _notes(
    value: Value, key: str, problems: list[Problem]
) -> tuple[NotesPlace, tuple[Stream, ...]] | None:
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, KEYS[key], problems, key)
    place = NotesPlace(fields.take("place", one_of(*NotesPlace), NotesPlace.PAGE))
    return place, fields.take("streams", _streams, STREAMS)


def _streams(value: Value, key: str, problems: list[Problem]) -> tuple[Stream, ...] | None:
    """Read the streams: those every book has, changed where the editor says so, and more."""
    group = table(value, key, problems)
    if group is None:
        return None
    streams = {stream.name: stream for stream in STREAMS}
    for name, settings in group.entries.items():
        within = table(settings, f"{key}.{name}", problems)
        if within is not None:
            usual = streams.get(name, Stream(name, f"{values.make_slug(name)}-"))
            streams[name] = _stream(within, usual, f"{key}.{name}", problems)
    problems.extend(_same_prefix(tuple(streams.values()), group))
    return tuple(streams.values())


def _stream(group: Table, usual: Stream, key: str, problems: list[Problem]) -> Stream:
    fields = Fields(group, KEYS["notes.streams.NAME"], problems, key)
    return replace(
        usual,
        prefix=fields.take("prefix", text, usual.prefix),
        numbering=fields.take(
            "numbering", one_of("decimal", "letters", "symbols"), usual.numbering
        ),
        sign=fields.take("sign", text, usual.sign),
    )


def _same_prefix(streams: tuple[Stream, ...], group: Table) -> Iterator[Problem]:
    """Two streams with one prefix cannot be told apart."""
    owners: dict[str, str] = {}
    for stream in streams:
        if stream.prefix in owners:
            place = group.places.get(stream.name, group.place)
            message = (
                f"the streams “{owners[stream.prefix]}” and “{stream.name}” share a prefix"
            )
            yield error(place, Code.SETTING_VALUE, message, "give one of them another prefix")
        owners.setdefault(stream.prefix, stream.name)


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
    return EditionSettings(
        name,
        fields.take("trim", _trim, TrimSize()),
        fields.take("bleed", _length, 0.0),
        fields.take("marks", yes_or_no, False),
        fields.take("variant", one_of(*VARIANTS), ""),
    )
