"""The links of a PDF as a reader meets them: the words under each, the page it leads to."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
from lxml import etree

from tests.finished import XHTML
from tests.validators import program


def printed_links(file: Path, since: str = "") -> list[tuple[str, str]]:
    """Return for each link within a PDF the words under it, and the label of its page.

    The words are those that poppler finds in the rectangle of the link.

    Args:
        file: A PDF.
        since: Label of the page to begin with; empty for the first.
    """
    command = [program("pdftotext"), "-bbox", "-enc", "UTF-8", str(file), "-"]
    done = subprocess.run(command, check=True, capture_output=True)
    sheets = list(etree.fromstring(done.stdout).iter(f"{XHTML}page"))
    with pikepdf.open(file) as pdf:
        labels: dict[object, str] = {page.objgen: str(page.label) for page in pdf.pages}
        found = []
        start = next(n for n, page in enumerate(pdf.pages) if since in {"", str(page.label)})
        for page, sheet in list(zip(pdf.pages, sheets, strict=True))[start:]:
            for annotation in page.obj.get("/Annots", pikepdf.Array()):
                target = _destination(annotation, pdf)
                if target is not None:
                    under = _words_under(annotation.Rect, sheet)
                    found.append((under, labels[target.objgen]))
    return found


def _destination(annotation: pikepdf.Object, pdf: pikepdf.Pdf) -> pikepdf.Object | None:
    """Return the page that a link leads to; None for one out of the file."""
    action = annotation.get("/A", pikepdf.Dictionary())
    goal = annotation.get("/Dest", action.get("/D"))
    if goal is None:
        return None
    if not isinstance(goal, pikepdf.Array):
        goal = pikepdf.NameTree(pdf.Root.Names.Dests)[str(goal)]
    if isinstance(goal, pikepdf.Dictionary):
        goal = goal.D
    return goal[0]


def _words_under(rectangle: pikepdf.Object, sheet: etree._Element) -> str:
    left, one, right, other = (float(number) for number in rectangle)
    bottom, top = sorted((one, other))
    height = float(sheet.get("height"))
    words = [
        word.text
        for word in sheet
        if left - 1 < (float(word.get("xMin")) + float(word.get("xMax"))) / 2 < right + 1
        and bottom < height - (float(word.get("yMin")) + float(word.get("yMax"))) / 2 < top
    ]
    return " ".join(words)
