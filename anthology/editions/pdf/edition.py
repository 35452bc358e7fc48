"""Write the PDF: lay out each section, number the pages, lay out what names them, join."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from anthology.editions.dates import stated_date
from anthology.editions.faults import EditionError, TemplateError, template_place
from anthology.editions.letters import NOT_PRINTED, Printed
from anthology.editions.note_homes import NoteHomes
from anthology.editions.pdf.clock import Clock
from anthology.editions.pdf.furniture import furnish
from anthology.editions.pdf.gathering import Gathering, turns
from anthology.editions.pdf.glyphs import Face
from anthology.editions.pdf.jobs import Jobs
from anthology.editions.pdf.join import Binding, join
from anthology.editions.pdf.keeping import Kept
from anthology.editions.pdf.medium import PageMedium, index_marks, notes_by_page
from anthology.editions.pdf.metadata import Metadata
from anthology.editions.pdf.note_heads import with_note_heads
from anthology.editions.pdf.outline import outline
from anthology.editions.pdf.parts import Died, Job, LaidOut, NotWellFormed
from anthology.editions.pdf.plan import (
    Page,
    falls_on_verso,
    front_length,
    labels,
    page_starts,
    plan_pages,
    starts_on_verso,
    with_blank_end,
)
from anthology.editions.pdf.preflight import preflight
from anthology.editions.pdf.press import Press
from anthology.editions.pdf.proofs import NO_PROOFS, Proofs, proofs
from anthology.editions.pdf.standards import screen_claims
from anthology.editions.pdf.verdicts import died, problems_of, refused, unsettled
from anthology.editions.pdf.workers import STAGE, Means, Workers
from anthology.editions.sections import Division, Kind, Section
from anthology.model import Book, EditionSettings
from anthology.problems import Problem, has_errors
from anthology.progress import Progress, Unwatched

UNKNOWN = LaidOut(b"", 1, {})
"""Stands for a section that is laid out later: its length is guessed."""

MOST_ROUNDS = 7
"""Page numbers that are printed move what is numbered; after so many rounds we give up."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished PDF edition."""

    content: bytes
    """The file; empty when an error keeps it from being made."""

    pages: int
    seconds: Mapping[str, float]
    """Wall time by stage."""

    problems: tuple[Problem, ...]
    labels: Mapping[str, str]
    """Anchor (``slug`` or ``slug--id``) → label of the page it stands on."""

    printed: Printed = NOT_PRINTED
    """What the e-book of the same book has to know of these pages."""

    hits: int = 0
    """How many sections were taken as an earlier build had laid them out."""

    misses: int = 0
    """How many were laid out now."""

    proofs: Proofs = NO_PROOFS
    """How its typography is."""


def write_pdf(
    book: Book,
    settings: EditionSettings,
    means: Means | None = None,
    progress: Progress | None = None,
) -> Made:
    """Lay out a finished book as pages.

    Args:
        book: Every pass has run, no error remains.
        settings: Which edition, and its trim size.
        means: Who lays it out, and where results are kept.
        progress: Told how far we are.

    Raises:
        TemplateError: a template of the project cannot be used.
        OSError: a library of the system is missing.
    """
    means, progress = means or Means(), progress or Unwatched()
    clock = Clock()
    progress.started(STAGE)
    try:
        kept = Kept(means.store, book.folder)
        with Workers(means, progress, kept) as workers:
            return _Edition(book, settings, workers, kept, clock).make()
    finally:
        progress.finished(STAGE)


class _Edition:
    """One edition in the making."""

    def __init__(
        self,
        book: Book,
        settings: EditionSettings,
        workers: Workers,
        kept: Kept,
        clock: Clock,
    ) -> None:
        self._book = book
        self._settings = settings
        self._kept = kept
        self._workers = workers
        self._clock = clock
        self._jobs = Jobs(book, settings)
        self._sections = self._jobs.sections
        page = self._jobs.page
        self._press = (
            Press(page.width, page.height, settings.bleed, settings.marks, stated_date(book))
            if settings.name == "print"
            else None
        )
        self._numbers = {one.slug: number for number, one in enumerate(self._sections)}
        self._gathering = Gathering(turns(self._sections))
        self._known: dict[Job, LaidOut] = {}
        """What was laid out so far."""

        self._jobs_now: list[Job] = []
        """The sections as they were written last."""

    def make(self) -> Made:
        parts, pages, settled = self._settle()
        pages = with_note_heads(pages, parts, self._sections, self._book)
        problems = problems_of(parts, self._sections, self._book)
        if not settled:
            problems.append(unsettled(self._book))
        named = labels(pages, parts)
        if has_errors(problems):
            return Made(b"", len(pages), self._clock.seconds, tuple(problems), named)
        if self._press:
            pages = with_blank_end(pages)
        content = self._bound(parts, pages)
        if self._press:
            problems += self._refused(content, pages, self._press)
        printed = Printed(
            page_starts(pages, parts, self._sections),
            self._notes_in_text(),
            index_marks(named),
            notes_by_page(named),
        )
        return Made(
            content,
            len(pages),
            self._clock.seconds,
            tuple(problems),
            named,
            printed,
            self._kept.hits,
            self._kept.misses,
            proofs(pages, parts),
        )

    def _bound(self, parts: Sequence[LaidOut], pages: Sequence[Page]) -> bytes:
        """Join the sections, unless the same ones were joined in the same way before."""
        around = furnish(pages)
        front, entries = front_length(self._sections, pages), outline(self._sections)
        about, press = Metadata.of(self._book), self._press
        claims = "" if press else screen_claims(self._settings.variant)

        def bind() -> bytes:
            with self._clock.stage("furniture"):
                jobs = self._jobs.furniture(around.sheets)
                new = [job for job in jobs if job not in self._known]
                self._known |= self._lay_out(new, len(new))
                fitted = [self._known[job] for job in jobs]
            with self._clock.stage("joining"):
                return join(
                    Binding(
                        parts, pages, around, fitted, front, entries, about, claims,
                        self._cut, press,
                    ),
                    self._gathering,
                    self._workers.let_go,
                )  # fmt: skip

        shape = repr((pages, around, front, entries, about, claims, press, self._jobs.sheets))
        return self._kept.file((shape, *map(self._kept.origin, self._jobs_now, parts)), bind)

    def _cut(self, face: Face, glyphs: Iterable[int]) -> Callable[[], bytes]:
        return self._kept.cut(face, glyphs, self._workers.cut)

    def _refused(self, content: bytes, pages: Sequence[Page], press: Press) -> list[Problem]:
        """Look through the file for what a printer would refuse."""
        with self._clock.stage("preflight"):
            found = preflight(content, press)
        return [refused(finding, pages, self._sections, self._book) for finding in found]

    def _notes_in_text(self) -> frozenset[tuple[str, str]]:
        end = next((one.slug for one in self._sections if one.kind is Kind.NOTES), "")
        homes = NoteHomes(self._book, PageMedium(), end)
        return frozenset(
            (home.section, home.name)
            for notes in homes.values()
            for home in notes.values()
            if not home.at_mark
        )

    def _settle(self) -> tuple[list[LaidOut], list[Page], bool]:
        """Lay out sections until every page number printed is the right one.

        What names pages and is no text, such as the contents, waits until there are some.
        """
        known = self._known
        pages: list[Page] = []
        named: Mapping[str, str] = {}
        versos = starts_on_verso(self._sections)
        for number in range(MOST_ROUNDS):
            jobs: dict[int, Job] = {}
            with self._clock.stage("layout"):
                written = self._write(named, versos)
                asked = self._new(written, jobs, first=number == 0)
                waiting = max(len(self._sections) - len(known), 0)
                beside = self._jobs.furniture(furnish(pages).full) if waiting and number else []
                new = self._lay_out(chain(asked, beside), waiting + len(beside))
            known |= new
            self._jobs_now = [jobs[at] for at in range(len(jobs))]
            parts = [known.get(job, UNKNOWN) for job in self._jobs_now]
            pages = plan_pages(self._sections, parts, self._book.first_page)
            if not new and UNKNOWN not in parts:
                return parts, pages, True
            named = labels(pages, parts)
            versos = falls_on_verso(self._sections, [part.pages for part in parts])
        return parts, pages, False

    def _new(
        self, written: Iterable[tuple[int, Job]], jobs: dict[int, Job], *, first: bool
    ) -> Iterator[Job]:
        """Yield the sections to lay out, each as soon as it is written; note all of them.

        At first, those before and after the text wait whose words depend on its pages.
        """
        for at, job in written:
            jobs[at] = job
            section = self._sections[at]
            beside = section.division is not Division.BODY
            if first and beside and self._jobs.written.names_pages(section):
                continue
            if job not in self._known:
                yield job

    def _lay_out(self, jobs: Iterable[Job], count: int) -> dict[Job, LaidOut]:
        try:
            return self._workers.lay_out(jobs, count, self._gather, self._gathering.work)
        except NotWellFormed as fault:
            section = self._section(fault.name)
            place = template_place(f"{section.kind}.xhtml" if section else "")
            message = f"the XHTML of “{fault.name}” is not well formed: {fault.cause}"
            raise TemplateError(place, message) from fault
        except Died as fault:
            raise EditionError(died(fault, self._section(fault.name), self._book)) from fault

    def _gather(self, job: Job, laid_out: LaidOut) -> None:
        if job.name in self._numbers:
            self._gathering.put(self._numbers[job.name], laid_out)

    def _section(self, name: str) -> Section | None:
        """Return the section of that name; None for a sheet of furniture."""
        return self._sections[self._numbers[name]] if name in self._numbers else None

    def _write(
        self, named: Mapping[str, str], versos: Sequence[bool]
    ) -> Iterator[tuple[int, Job]]:
        """Write the sections, and yield each with its number: first what was saved last."""
        notes = notes_by_page(named)
        for at in self._jobs.order:
            with self._clock.stage("markup"):
                job = self._jobs.section(at, named, notes, verso=versos[at])
            yield at, job
