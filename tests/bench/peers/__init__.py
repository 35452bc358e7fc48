"""What others do with the same book: commands, and the styles they are given.

Each peer makes what an editor would want of it: a page of 6 × 9 in, notes at its foot,
running heads, contents with page numbers; citations are set by pandoc’s citeproc.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pypandoc

from tests.bench.measure import Work

STYLES = Path(__file__).parent
BIN = Path(sys.executable).parent

EPUB = "pandoc → EPUB"
WEASYPRINT = "pandoc → WeasyPrint"
TYPST = "pandoc → Typst"
XELATEX = "pandoc → XeLaTeX"

Command = Sequence[str | Path]


def peers(corpus: Path, output: Path) -> list[Work]:
    """Return the work of each peer that this machine has.

    Args:
        corpus: One size of the benchmark book.
        output: Where its files go.
    """
    output.mkdir(parents=True, exist_ok=True)
    works = [
        Work(EPUB, [_epub(corpus, output / "pandoc.epub")], corpus, output / "pandoc.epub"),
        Work(
            WEASYPRINT,
            [_weasyprint(corpus, output / "weasyprint.pdf")],
            corpus,
            output / "weasyprint.pdf",
        ),
    ]
    if find_spec("typst"):
        source, made = output / "typst.typ", output / "typst.pdf"
        compiled = (sys.executable, STYLES / "typeset.py", source, made)
        works.append(Work(TYPST, [_typst(corpus, source), compiled], corpus, made))
    if shutil.which("xelatex"):
        made = output / "xelatex.pdf"
        works.append(Work(XELATEX, [_xelatex(corpus, made)], corpus, made))
    return works


def _pandoc(corpus: Path, made: Path, *options: str | Path) -> Command:
    """Return the call that sends the whole book through pandoc."""
    files = sorted(file.name for file in corpus.glob("[0-9]*.md"))
    common = ("--from=markdown", "--metadata-file=meta.yaml", "--citeproc")
    return (pypandoc.get_pandoc_path(), *common, *options, f"--output={made}", *files)


def _epub(corpus: Path, made: Path) -> Command:
    """One file for each text, contents two levels deep."""
    css = STYLES / "epub.css"
    contents = ("--toc", "--toc-depth=2", "--split-level=2")
    return _pandoc(corpus, made, "--to=epub3", *contents, f"--css={css}")


def _weasyprint(corpus: Path, made: Path) -> Command:
    return _pandoc(
        corpus,
        made,
        "--to=html5",
        "--wrap=none",  # a line end within a note would be set as a line end
        f"--lua-filter={STYLES / 'inline-notes.lua'}",
        "--standalone",
        "--toc",
        "--toc-depth=2",
        f"--css={STYLES / 'print.css'}",
        f"--pdf-engine={BIN / 'weasyprint'}",
    )


def _typst(corpus: Path, made: Path) -> Command:
    head = f"--include-in-header={STYLES / 'typst-head.typ'}"
    settings = f"--metadata-file={STYLES / 'typst.yaml'}"
    return _pandoc(corpus, made, "--to=typst", "--standalone", settings, head)


def _xelatex(corpus: Path, made: Path) -> Command:
    settings = f"--metadata-file={STYLES / 'latex.yaml'}"
    return _pandoc(corpus, made, settings, "--pdf-engine=xelatex")
