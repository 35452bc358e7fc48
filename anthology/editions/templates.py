"""Jinja2, set up so that a template can show a book and do nothing else."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from anthology.editions.faults import TemplateError, template_place
from anthology.editions.house import PACKAGE, template_folders
from anthology.problems import Place


@lru_cache(maxsize=8)
def _environment(project: Path) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(template_folders(project)),
        bytecode_cache=None if sys.dont_write_bytecode else _Compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


class _Compiled(FileSystemBytecodeCache):
    """Templates as Python has compiled them, beside ours: where it keeps its own modules.

    They are code, and so must not lie in a project, which may be anybody’s.
    """

    def __init__(self) -> None:
        ours = PACKAGE / "templates" / "template.py"
        folder = Path(cache_from_source(str(ours))).parent
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a template, if the folder may be written to."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


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
