"""Making elements of an ONIX message."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "http://ns.editeur.org/onix/3.0/reference"


def E(name: str, *content: str | etree._Element) -> etree._Element:  # noqa: N802
    """Return an element with words or other elements in it."""
    element = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
    for part in content:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element


def said(name: str, words: str) -> list[etree._Element]:
    """Return an element for words, or nothing for none."""
    return [E(name, words)] if words else []
