"""What is asked of a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anthology.limits import Limit
from anthology.store import LIMIT

PAGED = frozenset({"screen", "print"})
"""The editions that the engine lays out."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the command line asks of a build."""

    editions: tuple[str, ...] = ()
    """Names of editions; empty for all that ``anthology.yaml`` declares."""

    piece: str = ""
    """Slug of a piece to make an offprint of; empty for the whole book."""

    output: Path | None = None
    """Where to put the files; None for ``build/`` in the project."""

    jobs: int | None = None
    """Pieces laid out side by side; None for one a core."""

    cache: bool = True
    """Whether what an earlier build laid out may be used again."""

    cache_size: int = LIMIT
    """Bytes that may be kept for the next build."""

    store: str = ""
    """Address of a store to use instead of ``.cache/``; empty for that."""

    scheduler: str = ""
    """Address of a Dask scheduler whose workers lay out; empty for processes of ours."""

    release: bool = False
    """Whether this one is for the public: warnings stop it too, and others examine it."""

    limit: Limit | None = None
    """What the layout of each piece may take; None for no limit but patience."""

    @property
    def need_engine(self) -> bool:
        """Whether processes of ours will lay out, as far as the options tell."""
        here = not self.scheduler and (self.jobs != 1 or self.limit is not None)
        return here and bool(PAGED & {*self.editions})
