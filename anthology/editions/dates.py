"""The one date a finished file may state: never that of the clock."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from anthology.model import Book

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""What a file says when nobody gave a date: the first a zip archive can hold."""


def stated_date(book: Book) -> datetime:
    """Return the date of this edition.

    It is the ``date`` of ``anthology.yaml`` (the first day of a month or year given
    alone), else ``SOURCE_DATE_EPOCH`` (seconds, reproducible-builds.org), else 1980.
    """
    given = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", book.date)
    if given:
        year, month, day = (int(part or 1) for part in given.groups())
        return datetime(year, month, day, tzinfo=UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else EARLIEST
