"""What is to be laid out of a book: its sections as one edition has them; its furniture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from anthology.editions.pdf.divisions import Divisions
from anthology.editions.pdf.geometry import geometry
from anthology.editions.pdf.parts import Job
from anthology.editions.pdf.sheets import style_sheets
from anthology.editions.pdf.written import Written, latest_first
from anthology.editions.sections import printed_sections
from anthology.model import Book, EditionSettings


class Jobs:
    """Writes the sections of a book as they are to be laid out."""

    def __init__(self, book: Book, settings: EditionSettings) -> None:
        self._book = book
        self._tagged = settings.name != "print"
        self.page = geometry(settings.trim, book.style)
        self.sections = printed_sections(book)
        self.order = latest_first(self.sections, book.folder)
        """The numbers of the sections: first what was saved last."""

        self.written = Written(book, self.sections)
        self.sheets = style_sheets(book.folder, settings.name, self.page, book.style)
        self._divisions = Divisions(book)
        self._last: dict[int, Job] = {}
        """The sections as they were written last."""

    def section(
        self, number: int, labels: Mapping[str, str], notes: Mapping[str, int], *, verso: bool
    ) -> Job:
        """Return a section to lay out.

        Args:
            number: Of the section, from 0.
            labels: Anchor → label of its page, as far as pages are known.
            notes: Label of a page → how many notes begin on it.
            verso: Whether it begins on a left-hand page.
        """
        section = self.sections[number]
        xhtml = self.written.section(section, labels, notes)
        last = self._last.get(number)
        if last and last.xhtml is xhtml and last.verso == verso:
            return last
        self._last[number] = job = Job(
            section.slug,
            xhtml,
            self.sheets,
            self._book.folder,
            section.lang,
            section.title,
            verso,
            self.page.width,
            self.page.measure / self.page.size,
            tagged=self._tagged,
            divisions=self._divisions.of(xhtml, section.lang),
        )
        return job

    def furniture(self, sheets: Iterable[str]) -> list[Job]:
        """Return sheets of what stands around the text, to lay out."""
        return [
            Job(
                "furniture",
                sheet,
                self.sheets,
                self._book.folder,
                self._book.lang,
                width=self.page.width,
            )
            for sheet in sheets
        ]
