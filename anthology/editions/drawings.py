"""SVG without programs: what is kept of a drawing that comes from we know not where.

Kept is what is listed here; everything else goes. So a file can neither run a script,
nor fetch anything, nor lead a reader away (EPUB 3.3, 3.3 and 4).
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"

ELEMENTS = frozenset(
    {
        "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix",
        "feComposite", "feFlood", "feGaussianBlur", "feMerge", "feMergeNode", "feOffset",
        "filter", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern",
        "polygon", "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch",
        "symbol", "text", "textPath", "title", "tspan", "use",
    }
)  # fmt: skip

_OWN = re.compile(r"#[\w.:-]+")
"""A reference within the drawing."""

_PIXELS = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_REACHES_OUT = re.compile(
    r"@import|expression|javascript:|url\((?!\s*['\"]?#)|\\", re.IGNORECASE
)
"""In a style: what could fetch or run something; also escapes, which could hide it."""


def harmless(content: bytes) -> bytes:
    """Return a drawing with nothing in it but what is drawn.

    Raises:
        etree.XMLSyntaxError: it is not well-formed; the checks have told so before.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(content, parser)
    _clean(root)
    for element in list(root.iter()):
        if not _kept(element):
            _drop(element)
        else:
            _clean(element)
    whole: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole


def _kept(element: Any) -> bool:
    if not isinstance(element.tag, str) or not element.tag.startswith(SVG):
        return False
    name = element.tag.removeprefix(SVG)
    if name == "style" and _REACHES_OUT.search("".join(element.itertext())):
        return False
    return name in ELEMENTS


def _drop(element: Any) -> None:
    """Take an element out with all that is in it; a link leaves what it goes round."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tag == f"{SVG}a":
        element.tag = f"{SVG}g"
        _clean(element)
        return
    if isinstance(element.tag, str) or element.tail:
        before, tail = element.getprevious(), element.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _clean(element: Any) -> None:
    """Take out the attributes that run, fetch or lead elsewhere."""
    for name, value in list(element.attrib.items()):
        plain = name.rpartition("}")[2].lower()
        if (
            plain.startswith("on")
            or (plain == "href" and not _leads_nowhere(element, value))
            or (plain == "src")
            or _REACHES_OUT.search(value)
        ):
            del element.attrib[name]


def _leads_nowhere(element: Any, address: str) -> bool:
    if element.tag == f"{SVG}image":
        return bool(_PIXELS.fullmatch(address.strip()))
    return element.tag != f"{SVG}a" and bool(_OWN.fullmatch(address.strip()))
