"""The numbers that books and articles go by, and their check digits."""

from __future__ import annotations

import re

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}]+")


def isbn_fault(written: str) -> str:
    """Return what is wrong with an ISBN (ISO 2108); empty for nothing.

    >>> isbn_fault("978-3-16-148410-0"), isbn_fault("0-19-852663-6")
    ('', '')
    >>> isbn_fault("978-3-16-148410-1")
    'its last digit should be 0'
    """
    digits = re.sub(r"[\s–-]", "", written).upper()
    if re.fullmatch(r"\d{12}\d", digits):
        total = sum(
            int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12])
        )
        return _last(digits, str(-total % 10))
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
        return _last(digits, "0123456789X"[-total % 11])
    return f"it has {len(digits)} signs, not 10 or 13"


def issn_fault(written: str) -> str:
    """Return what is wrong with an ISSN (ISO 3297); empty for nothing.

    >>> issn_fault("0028-6494"), issn_fault("0028-6495")
    ('', 'its last digit should be 4')
    """
    digits = re.sub(r"[\s–-]", "", written).upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return f"it has {len(digits)} signs, not 8"
    total = sum(int(digit) * (8 - place) for place, digit in enumerate(digits[:7]))
    return _last(digits, "0123456789X"[-total % 11])


def doi_fault(written: str) -> str:
    """Return what is wrong with a DOI (ISO 26324); empty for nothing.

    >>> doi_fault("10.1000/182"), doi_fault("https://doi.org/10.1000/182")
    ('', 'it is an address: write 10.1000/182')
    """
    found = _DOI.search(written)
    if found is None:
        return "a DOI begins with 10., a number and a slash"
    if found.group() != written:
        return f"it is an address: write {found.group()}"
    return "" if written[-1] not in ".,;" else f"it ends with “{written[-1]}”"


def _last(digits: str, right: str) -> str:
    return "" if digits[-1] == right else f"its last digit should be {right}"
