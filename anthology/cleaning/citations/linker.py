"""Writes citations over their words; keeps what a whole text has cited and listed."""

from __future__ import annotations

from anthology.cleaning import signs
from anthology.cleaning.citations.plain import Plain
from anthology.cleaning.citations.works import Works
from anthology.cleaning.draft import Draft, Finding, Line, Weight
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex

ASKED = frozenset(("ibid", "op-cit", "citation-ambiguous"))
"""Doubts that are asked about in the text: the words mean one work, and we know several."""


LANGIDS = {
    "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch",
    "pt": "portuguese", "ru": "russian", "sv": "swedish", "da": "danish", "pl": "polish",
}  # fmt: skip
"""So that no style sets titles of such a text with English capitals."""


_KEY = regex(r"@([\w-]+)")


class Linker:
    """What finding and writing citations have in common."""

    def __init__(self, draft: Draft) -> None:
        self.text = draft.text
        self.literal = draft.literal
        self._asks = draft.wishes.queries_in_text
        self.edits = Edits(draft.text)
        self.findings: list[Finding] = []
        self.lang = draft.facts.lang.split("-")[0]
        self.works = Works(draft.wishes.works, LANGIDS.get(self.lang, ""))
        self.cited: set[str] = set()
        self.listed = False
        """Whether the text has a list of references."""

    def plain(self, line: Line) -> Plain:
        """The words of a line."""
        return Plain(line.text, literal=self.literal)

    def write(self, line: Line, plain: Plain, span: tuple[int, int], words: str) -> bool:
        """Write a citation over some words of a line.

        Args:
            line: Which line.
            plain: Its words.
            span: Start and end in the words.
            words: The citation, without the brackets about it.

        Returns:
            Whether it could be written; a note mark within the words forbids it.
        """
        stretch = plain.span(*span)
        if stretch is None or "\x00" in plain.words[span[0] : span[1]]:
            self.doubt("citation-unread", line, plain, span, "signs amid a reference: left")
            return False
        addresses, queries = plain.within(*stretch)
        keys = _KEY.findall(words)
        self._keep(addresses, keys, line, span[0])
        start, end = (line.start + place for place in stretch)
        self.edits.replace(
            start, end, f"{signs.CITE}{words}{signs.CITE_END}{queries}", "citation"
        )
        self.cited.update(keys)
        self.works.seen.update(keys)
        return True

    def _keep(self, addresses: list[str], keys: list[str], line: Line, place: int) -> None:
        """An address that was linked goes into the entry, or is told."""
        for address in addresses:
            stub = self.works.stubs.get(keys[0]) if len(keys) == 1 else None
            if stub and stub.fields.setdefault("url", address) == address:
                continue
            message = "the link of a citation was dropped: the entry has its own address"
            place_ = line.start + place
            self.findings.append(
                Finding("citation-link", place_, message, Weight.DOUBT, address)
            )

    def doubt(
        self, rule: str, line: Line, plain: Plain, span: tuple[int, int], message: str
    ) -> None:
        """Tell of a citation that was left as it is worded; ask where only a person knows."""
        start = plain.words.rfind(" ", 0, max(0, span[0] - 8)) + 1
        end = span[1] + 8
        sample = " ".join(plain.words[start:end].replace("\x00", " ").split())
        place = line.start + plain.place(span[0])
        self.findings.append(Finding(rule, place, message, Weight.DOUBT, sample))
        if rule in ASKED and self._asks:
            after = line.start + plain.place(span[1] - 1) + 1
            self.edits.insert(after, signs.query(message), "query")

    def said(self, words: str) -> str:
        """What the text says, for whoever completes the entry."""
        return f"cited as: {' '.join(words.replace(chr(0), ' ').split())}"
