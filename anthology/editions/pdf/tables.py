"""Tables and their captions, as wide as they will be: what a style sheet cannot know.

Rows of one line stand close, as in a ledger; where cells run over several lines, rows need
space between them to be told apart. Whether they do depends on the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element

from anthology.editions.pdf.titles import balanced, printed_words, split_words, width_of

SIZE = 0.93
"""Of the type of captions, in sizes of the text; as in ``book.css``. That of tables is less,
but the face may be wider."""

GAP = 1.2
"""Between two columns, in sizes of the text; as in ``book.css``."""

MOST = 0.75
"""Of the length of a caption: in lines of this it surely goes into two."""

EASE = 1.03
"""How much wider the lines may be than we reckon: we know nothing of kerning."""


def set_tables(tree: Element, measure: float) -> None:
    """Tell the style sheet which tables have cells of several lines, and how wide captions are.

    Args:
        tree: A section; such tables get the class ``tall``, and the property ``--caption``
            where the caption would be squeezed into the width of a narrow table.
        measure: Width of the text, in sizes of the text.
    """
    for table in tree.iter("table"):
        natural = _natural_width(table)
        if natural > measure:
            table.set("class", f"{table.get('class', '')} tall".strip())
        caption = table.find("caption")
        if caption is not None:
            _set_caption(table, caption, min(natural, measure), measure)


def _natural_width(table: Element) -> float:
    """Return how wide a table is whose cells have one line each, in sizes of the text."""
    rows = ([_width(cell) for cell in row] for row in table.iter("tr"))
    columns = [max(column) for column in zip_longest(*rows, fillvalue=0.0)]
    return sum(columns) + GAP * (len(columns) - 1)


def _width(element: Element) -> float:
    return SIZE * width_of(_words(element))


def _words(element: Element) -> Sequence[str]:
    return split_words("".join(printed_words(element)).strip())


def _set_caption(table: Element, caption: Element, width: float, measure: float) -> None:
    """Give a caption two lines of even length where it would have three, or one and a scrap."""
    words, whole = _words(caption), _width(caption)
    if whole <= width:
        return
    room = max(width, min(measure, MOST * whole))
    line = EASE * balanced(words, room / SIZE)
    if line:
        caption.set("style", f"--balance: {line:.2f}em")
        table.set("style", f"--caption: {max(width, SIZE * line):.2f}rem")
