"""Jinja2, set up so that a template can show a book and do nothing else."""

from __future__ import annotations

import traceback
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from anthology.editions.faults import TemplateError, template_place
from anthology.editions.house import template_folders
from anthology.problems import Place


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
        raise TemplateError(_place(fault, name), fault.message or str(fault)) from fault


def _place(fault: jinja2.TemplateError, name: str) -> Place:
    """Where the fault is: a syntax error knows itself, others from the innermost template."""
    if isinstance(fault, jinja2.TemplateSyntaxError):
        return template_place(fault.name or name, fault.lineno)
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [frame for frame in frames if frame.filename.endswith(".xhtml")]
    return (
        template_place(Path(lines[-1].filename).name, lines[-1].lineno or 0)
        if lines
        else template_place(name)
    )
