"""Markdown, in the dialect of this house, into the frozen tree.

``dialect`` lists the rules; ``block_rules`` and ``inline_rules`` are those that CommonMark
does not have; ``blocks`` and ``inlines`` make the tree of what the parser found;
``reader`` puts it together. The parser is markdown-it-py: its tokens stop at this package.
"""

from anthology.reading.markdown.context import Surroundings
from anthology.reading.markdown.reader import Markdown, read_inlines, read_markdown, read_title

__all__ = ["Markdown", "Surroundings", "read_inlines", "read_markdown", "read_title"]
