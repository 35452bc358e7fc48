"""The accessibility of the e-book in ONIX: the same facts as in its package."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from anthology.editions.accessibility import facts
from anthology.editions.onix.codes import (
    CERTIFIED_BY,
    CONFORMANCE,
    EPUB_11,
    FEATURES,
    LANGUAGES_TAGGED,
    NOTHING_DISABLED,
    REPORT,
    SUMMARY,
    WITHOUT_SIGHT,
)
from anthology.editions.onix.elements import E, said
from anthology.model import Book, SignOff


def access_features(book: Book, *, paged: bool) -> Iterator[etree._Element]:
    """Yield what readers with special needs can rely on (list 196)."""
    found = facts(book, paged=paged)
    yield _feature(SUMMARY, found.summary)
    yield _feature(NOTHING_DISABLED)
    yield _feature(LANGUAGES_TAGGED)
    for feature in found.features:
        yield _feature(FEATURES[feature])
    if found.textual:
        yield _feature(WITHOUT_SIGHT)
    if book.sign_off:
        yield from _sign_off(book.sign_off)


def _sign_off(signed: SignOff) -> Iterator[etree._Element]:
    yield _feature(EPUB_11)
    level = re.search(r"WCAG ([\d.]+) Level (A+)", signed.conforms_to)
    for part in level.groups() if level else ():
        yield _feature(CONFORMANCE[part])
    yield _feature(CERTIFIED_BY, signed.certified_by)
    if signed.report:
        yield _feature(REPORT, signed.report)


def _feature(code: str, words: str = "") -> etree._Element:
    return E(
        "ProductFormFeature",
        E("ProductFormFeatureType", "09"),
        E("ProductFormFeatureValue", code),
        *said("ProductFormFeatureDescription", words),
    )
