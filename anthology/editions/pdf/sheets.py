"""The style sheets of an edition; and a few words set in them, for a process to get ready."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from anthology.editions.house import stylesheet
from anthology.editions.pdf.geometry import Geometry, page_css
from anthology.editions.pdf.own_faces import own_faces_sheet
from anthology.editions.pdf.parts import HOUSE, PROJECT, Job, Sheet
from anthology.model import Style

MECHANICS = Path(__file__).parent / "mechanics.css"
"""The style sheet that no style of a book replaces."""

_TRIAL = Markup(
    "<section><h1>{0}</h1><p>{0} <em>{0}</em>"
    '<span class="note" id="trial" data-mark="1"><span>{0}</span></span></p></section>'
)


def style_sheets(
    project: Path, edition: str, page: Geometry, style: Style = Style.CLASSIC
) -> tuple[Sheet, ...]:
    """Return the style sheets of an edition, the weaker before the stronger."""
    names = ("book.css", f"{style}.css", f"{edition}.css")
    files = [MECHANICS, *(stylesheet(name, project) for name in names)]
    sheets = (
        Sheet(f.name, f.read_text(encoding="utf-8"), _base(f, project))
        for f in files
        if f.is_file()
    )
    own = own_faces_sheet(project)
    return (Sheet("page", page_css(page)), *((own,) if own else ()), *sheets)


def _base(file: Path, project: Path) -> str:
    return f"{PROJECT}styles/" if file.parent == project / "styles" else HOUSE


def trial(job: Job) -> Job:
    """Return a few words in the style of a section: who sets them has loaded all it takes."""
    words = _TRIAL.format(job.title)
    return replace(job, name="trial", xhtml=words, verso=False, divisions=())
