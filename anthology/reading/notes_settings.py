"""Read ``notes`` in ``anthology.yaml``: where they stand, and which sorts there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from anthology.model import NotesPlace, Stream
from anthology.problems import Code, Problem, error
from anthology.reading import values
from anthology.reading.fields import Fields, one_of, table, text
from anthology.reading.yaml import Table, Value

NOTES_KEYS = ("place", "punctuation", "streams")
STREAM_KEYS = ("prefix", "numbering", "scope", "sign", "place")

STREAMS = (
    Stream("author", ""),
    Stream("editor", "ed-", "symbols", "—Ed."),
    Stream("translator", "tr-", "letters", "—Trans."),
)
"""The streams of notes that every book has."""


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """What the group says."""

    place: NotesPlace = NotesPlace.PAGE
    punctuation: str = ""
    streams: tuple[Stream, ...] = STREAMS


def notes(value: Value, key: str, problems: list[Problem]) -> NoteSettings | None:
    """Read the group ``notes``."""
    group = table(value, key, problems)
    if group is None:
        return None
    fields = Fields(group, NOTES_KEYS, problems, key)
    wanted = fields.take("punctuation", one_of("after", "before", "language", "as-written"), "")
    return NoteSettings(
        fields.take("place", place, NotesPlace.PAGE),
        "" if wanted == "as-written" else wanted,
        fields.take("streams", _streams, STREAMS),
    )


def place(value: Value, key: str, problems: list[Problem]) -> NotesPlace | None:
    """Read where notes stand."""
    words = one_of(*NotesPlace)(value, key, problems)
    return NotesPlace(words) if words else None


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
    fields = Fields(group, STREAM_KEYS, problems, key)
    return replace(
        usual,
        prefix=fields.take("prefix", text, usual.prefix),
        numbering=fields.take(
            "numbering", one_of("decimal", "letters", "symbols"), usual.numbering
        ),
        scope=fields.take("scope", one_of("piece", "book"), usual.scope),
        sign=fields.take("sign", text, usual.sign),
        place=fields.take("place", place, usual.place),
    )


def _same_prefix(streams: tuple[Stream, ...], group: Table) -> Iterator[Problem]:
    """Two streams with one prefix cannot be told apart."""
    owners: dict[str, str] = {}
    for stream in streams:
        if stream.prefix in owners:
            where = group.places.get(stream.name, group.place)
            message = (
                f"the streams “{owners[stream.prefix]}” and “{stream.name}” share a prefix"
            )
            yield error(where, Code.SETTING_VALUE, message, "give one of them another prefix")
        owners.setdefault(stream.prefix, stream.name)
