"""What stops an edition half-way: said here, so that whoever waits need not know Jinja."""

from __future__ import annotations

from anthology.problems import Code, Place, error


class TemplateError(Exception):
    """A template cannot be used."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.problem = error(
            place,
            Code.TEMPLATE,
            message,
            hint="mend it, or take it out of styles/templates/ to have ours.",
        )


def template_place(name: str, line: int = 0) -> Place:
    """Return how a message names a template."""
    return Place(f"styles/templates/{name}", line)
