"""Jinja2, set up so that a template can show a book and do nothing else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from anthology.editions.house import template_folders


class TemplateError(Exception):
    """A template cannot be used: the message names file, line and cause."""


@lru_cache(maxsize=8)
def _environment(project: Path) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(template_folders(project)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def render(name: str, project: Path, **values: Any) -> Markup:
    """Fill in a template.

    Args:
        name: File name, looked up in the project’s ``styles/templates/``, then in ours.
        project: The folder of ``anthology.yaml``.
        values: What the template may show; documented at its top.

    Raises:
        TemplateError: the template does not parse, or asks for what there is not.
    """
    try:
        return Markup(_environment(project).get_template(name).render(**values))
    except jinja2.TemplateError as fault:
        where = getattr(fault, "filename", None) or name
        line = getattr(fault, "lineno", None)
        place = f"{Path(where).name}:{line}" if line else Path(where).name
        raise TemplateError(
            f"template {place}: {fault.message or type(fault).__name__}"
        ) from fault
