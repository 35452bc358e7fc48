"""The ledger on disk: one JSON file beside the raw copy.

It holds, per pass, ``changes`` as ``[offset, old, new, rule]`` against the input of the
pass. Changes that are alike and many (joined lines) stand in ``repeated`` as
``[rule, old, new, [offset, gap, gap, …]]``, each gap counted from the offset before.
``docs/ledger.md`` shows how to replay it by hand.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from anthology.cleaning.aside import aside
from anthology.cleaning.decoding import Coding, decode_as, encode
from anthology.cleaning.ledger import Change, LedgerError, Step, apply_changes, undo_all
from anthology.cleaning.patterns import regex
from anthology.cleaning.readers.source import Dropped, Source

FORMAT = 1
OFTEN = 3
"""Changes alike so often are written in one row."""

_SURROGATE = regex("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Ledger:
    """How a piece came from its raw file."""

    raw: str
    """File name of the raw copy, beside the ledger."""

    raw_sha256: str
    piece: str
    """Path of the piece, from the folder of the ledger."""

    piece_sha256: str
    """Of the piece as it was imported."""

    reader: str
    coding: Coding
    steps: tuple[Step, ...]
    dropped: tuple[Dropped, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the raw bytes come back from the text itself."""
        return self.reader in ("text", "markdown")


def digest(content: bytes | str) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    return sha256(content.encode("utf-8") if isinstance(content, str) else content).hexdigest()


@dataclass(frozen=True, slots=True)
class Named:
    """A raw file and the names of what comes of it."""

    content: bytes
    copy: str
    """File name of the raw copy."""

    piece: str
    """Path of the piece, from the folder of the ledger."""


def make_ledger(named: Named, source: Source, steps: tuple[Step, ...], text: str) -> str:
    """Write the ledger of an import as it lies on disk; prove it meanwhile.

    Raises:
        LedgerError: undoing the passes does not give the raw text back; a bug.
    """
    proven = aside(text, partial(_prove, named, source, steps, text))
    ledger = Ledger(
        named.copy,
        digest(named.content),
        named.piece,
        digest(text),
        source.reader,
        source.coding,
        steps,
        source.dropped,
    )
    written = write_ledger(ledger)
    proven()
    return written


def _prove(named: Named, source: Source, steps: tuple[Step, ...], text: str) -> None:
    if undo_all(text, steps) != source.text:
        raise LedgerError("undoing the passes does not give the raw text back")
    if source.exact and encode(source.text, source.coding) != named.content:
        raise LedgerError("encoding the raw text does not give the raw bytes back")


def imported_text(ledger: Ledger, text: str) -> str:
    """Make the passes' changes again: from the raw text to the piece as imported."""
    for step in ledger.steps:
        text = _forward(text, step)
    if digest(text) != ledger.piece_sha256:
        raise LedgerError("the changes do not lead to the piece that was imported")
    return text


def _forward(text: str, step: Step) -> str:
    for offset, old, _, rule in step.changes:
        if not text.startswith(old, offset):
            raise LedgerError(f"pass {step.name}: {rule} at {offset} is not in the raw text")
    return apply_changes(text, step.changes)


def raw_text(ledger: Ledger, raw: bytes) -> str:
    """The text the passes began with, from the raw bytes."""
    if ledger.exact:
        return decode_as(raw, ledger.coding)
    from anthology.cleaning.readers import read

    return read(raw, ledger.raw).text


def raw_bytes(ledger: Ledger, piece: str) -> bytes:
    """The raw bytes, from the piece as imported alone (texts and Markdown only)."""
    return encode(undo_all(piece, ledger.steps), ledger.coding)


def write_ledger(ledger: Ledger) -> str:
    """The ledger as it lies on disk."""
    head = {
        "format": FORMAT,
        "raw": ledger.raw,
        "raw-sha256": ledger.raw_sha256,
        "piece": ledger.piece,
        "piece-sha256": ledger.piece_sha256,
        "reader": ledger.reader,
        "coding": asdict(ledger.coding),
    }
    lines = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    lines.append(f'"passes": {_list(_pass(step) for step in ledger.steps)}')
    dropped = [[one.rule, one.words] for one in ledger.dropped]
    lines.append(f'"dropped": {_list(_json(one) for one in dropped)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _list(rows: Any) -> str:
    rows = list(rows)
    return "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"


def _pass(step: Step) -> str:
    groups: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for offset, old, new, rule in step.changes:
        groups[rule, old, new].append(offset)
    often = {key: offsets for key, offsets in groups.items() if len(offsets) >= OFTEN}
    single = [
        _json([offset, old, new, rule])
        for offset, old, new, rule in step.changes
        if (rule, old, new) not in often
    ]
    repeated = [_json([*key, _gaps(offsets)]) for key, offsets in often.items()]
    return (
        f'{{"pass": {_json(step.name)}, "changes": {_list(single)}, '
        f'"repeated": {_list(repeated)}}}'
    )


def _gaps(offsets: list[int]) -> list[int]:
    return [now - before for before, now in zip([0, *offsets], offsets, strict=False)]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(value: object) -> str:
    text = _ENCODER.encode(value)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def read_ledger(content: str) -> Ledger:
    """Read a ledger from disk.

    Raises:
        LedgerError: it is not one, or of a format this program does not know.
    """
    try:
        table = json.loads(content)
        if table["format"] != FORMAT:
            raise LedgerError(f"format {table['format']} is not known here")
        return Ledger(
            str(table["raw"]),
            str(table["raw-sha256"]),
            str(table["piece"]),
            str(table["piece-sha256"]),
            str(table["reader"]),
            Coding(**table["coding"]),
            tuple(_step(one) for one in table["passes"]),
            tuple(Dropped(str(rule), str(words)) for rule, words in table["dropped"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        if isinstance(fault, LedgerError):
            raise
        raise LedgerError(f"it cannot be read: {fault}") from None


def _step(table: dict[str, Any]) -> Step:
    """A pass; insertions at one place keep their order, before what is replaced there."""
    changes = [
        Change(int(one[0]), str(one[1]), str(one[2]), str(one[3])) for one in table["changes"]
    ]
    for rule, old, new, gaps in table["repeated"]:
        offset = 0
        for gap in gaps:
            offset += int(gap)
            changes.append(Change(offset, str(old), str(new), str(rule)))
    changes.sort(key=lambda change: (change.offset, len(change.old) > 0))
    return Step(str(table["pass"]), tuple(changes))
