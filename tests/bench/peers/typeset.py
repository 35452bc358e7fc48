"""Set a Typst file as the peer does: ``python typeset.py BOOK.typ BOOK.pdf``."""

from __future__ import annotations

import os
import sys


def main(source: str, output: str) -> None:
    """Compile a file; its own command takes the date from the environment, as we do."""
    import typst  # here, because only the benchmark installs it

    typst.compile(source, output=output, timestamp=int(os.environ["SOURCE_DATE_EPOCH"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
