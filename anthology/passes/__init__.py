"""The passes a book goes through between reading and writing, in order.

A pass is a pure function: book in; a new book and the problems it met out. To add one,
write its module, then give it its place in ``PASSES``.
"""

from __future__ import annotations

from collections.abc import Callable

from anthology.model import Book
from anthology.passes.captions import number_captions
from anthology.passes.citations import check_citations
from anthology.passes.citations import set_citations as setting
from anthology.passes.crossrefs import resolve_crossrefs
from anthology.passes.in_volume import point_into_volume
from anthology.passes.index import make_index
from anthology.passes.mark_order import order_marks
from anthology.passes.notes import number_notes
from anthology.passes.source_lines import say_sources
from anthology.passes.textual import trace_texts
from anthology.passes.works import list_works
from anthology.problems import Problem
from anthology.store import Results

__all__ = ["CHECKING", "PASSES", "Pass", "run_passes"]

Pass = Callable[[Book], tuple[Book, list[Problem]]]

PASSES: tuple[Pass, ...] = (
    trace_texts,  # first: it compares words with those of the import, before they are set
    check_citations,
    point_into_volume,
    setting,  # before what counts notes and borrows titles: it makes and changes them
    list_works,
    say_sources,
    order_marks,
    number_notes,
    number_captions,
    resolve_crossrefs,  # after what gives titles their words, and notes their numbers
    make_index,  # last: its marks divide words, and stand where they are printed, once
)

CHECKING: tuple[Pass, ...] = tuple(run for run in PASSES if run is not setting)
"""The passes that start no program; in the book they give, citations are not yet words."""


def run_passes(
    book: Book,
    *,
    set_citations: bool = True,
    kept: Results | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[Book, list[Problem]]:
    """Run the passes in order, collecting the problems of all of them.

    Args:
        book: As it was read.
        set_citations: Whether to put citations into words, which starts pandoc. What
            is wrong with them, key or style, is found in any case.
        kept: Where answers of pandoc are kept from build to build; None keeps nothing.
        meanwhile: Done while pandoc is waited for; not at all where it need not run.

    Raises:
        MissingProgram: pandoc is missing, and the book cites something.
    """
    problems: list[Problem] = []
    for run in PASSES if set_citations else CHECKING:
        book, found = setting(book, kept, meanwhile) if run is setting else run(book)
        problems += found
    return book, problems
