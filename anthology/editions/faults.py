"""What stops an edition half-way: said here, so that whoever waits need not know Jinja."""

from __future__ import annotations

from anthology.problems import Code, Place, Problem, error


class EditionError(Exception):
    """An edition cannot be made."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class TemplateError(EditionError):
    """A template cannot be used."""

    def __init__(self, place: Place, message: str) -> None:
        hint = "mend it, or take it out of styles/templates/ to have ours."
        super().__init__(error(place, Code.TEMPLATE, message, hint))


def template_place(name: str, line: int = 0) -> Place:
    """Return how a message names a template."""
    return Place(f"styles/templates/{name}", line)
