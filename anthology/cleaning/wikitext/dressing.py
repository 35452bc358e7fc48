"""What stands in a wiki’s brackets becomes the words and signs that a reader of it saw."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from anthology.cleaning import signs
from anthology.cleaning.draft import Finding, Weight, around
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.wikitext import templates
from anthology.cleaning.wikitext.brackets import Span, blanked, divided, outermost
from anthology.cleaning.wikitext.notes import Notes, name_of
from anthology.cleaning.wikitext.stress import set_stress
from anthology.cleaning.wikitext.tables import rows_of

DEEPEST = 12
"""Brackets in brackets; what stands deeper is left as it is written."""

_FILE = regex(
    r"(?:file|image|media|datei|bild|fichier|archivo|imagen|файл|изображение|immagine|bestand"
    r"|plik|ficheiro|fil|soubor)[ _]*:",
    re.IGNORECASE,
)
_ABOUT = regex(
    r"(?:category|kategorie|catégorie|categoría|categoria|категория|kategoria|kategori)[ _]*:"
    r"|[a-z]{2,3}(?:-[a-z]{2,8})?:(?=[^\s|])",
    re.IGNORECASE,
)
_TITLE = regex(r"displaytitle:(?P<title>.*)", re.IGNORECASE | re.DOTALL)
_STYLE = regex(r"(?:thumb|left|right|center|none|frame\w*|border|upright.*|\d*x?\d+px|alt=.*)")
_LANG = regex(r"[a-zA-Z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
New = tuple[str, str]
"""What comes in the place of a pair of brackets, and the rule."""


class Dresser:
    """Dresses brackets, one within the other, and keeps the notes that stand in them."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.findings: list[Finding] = []
        self.titled = False
        """Whether a template has stated the title."""

        self._begun = False
        self._depth = 0
        self._place = -1
        """Where the outermost brackets begin that are being read."""
        self._noting = False
        """Whether the words that are being dressed are those of a note."""

    def dress(self, words: str) -> str:
        """Words from within brackets, with signs for all markup in them."""
        if self._depth >= DEEPEST:
            return words
        self._depth += 1
        edits = Edits(words)
        spans = outermost(words)
        set_spans(words, spans, edits, self)
        set_stress(blanked(words, spans), edits)
        self._depth -= 1
        return edits.done()[0]

    def span(self, text: str, span: Span) -> New | None:
        """What a pair of brackets stands for; nothing where it stays as it is written."""
        if self._depth == 0:
            self._place = span.start
        rule = _RULES.get(span.kind, Dresser._letters)
        return rule(self, text, span)

    def _letters(self, text: str, span: Span) -> New | None:
        """Code and formulas: their letters."""
        words = text[span.begin : span.stop]
        return (html.unescape(words) if span.kind == "nowiki" else words), "markup"

    def _nothing(self, text: str, span: Span) -> New | None:
        return "", ("page-data" if span.kind == "comment" else "image")

    def _ref(self, text: str, span: Span) -> New | None:
        name = name_of(text[span.start : span.begin])
        return self._note(name, text[span.begin : span.stop]), "note-mark"

    def _note(self, name: str, words: str) -> str:
        """The mark of a note; one within a note stands there in parentheses."""
        if self._noting:
            words = self.dress(words)
            return f" ({words})" if words else signs.query(f"see note “{name}”")
        label = self.notes.call(name, self._place)
        self._noting = True
        self.notes.tell(label, self.dress(words))
        self._noting = False
        return signs.mark(label)

    def _list_of_notes(self, text: str, span: Span) -> New | None:
        self.dress(text[span.begin : span.stop])
        return "", "page-data"

    def _poem(self, text: str, span: Span) -> New | None:
        return _verses(self.dress(text[span.begin : span.stop])), "markup"

    def _blockquote(self, text: str, span: Span) -> New | None:
        return _quoted(self.dress(text[span.begin : span.stop])), "markup"

    def _table(self, text: str, span: Span) -> New | None:
        return f"\n\n{rows_of(text[span.begin : span.stop], self.dress)}\n\n", "markup"

    def _link(self, text: str, span: Span) -> New | None:
        target, *rest = divided(text[span.begin : span.stop])
        if _FILE.match(target.strip()):
            words = [part for part in rest if not _STYLE.fullmatch(part.strip())]
            caption = bool(words) and len(words[-1].split()) > 1
            return "", "caption" if caption else "image"
        if _ABOUT.match(target) and not rest:
            return "", "page-data"
        shown = target.strip().lstrip(":")
        if rest and not rest[-1].strip():
            shown = re.sub(r"^[^:]{1,20}:|[ ]*\([^()]*\)$", "", shown)
        return self.dress(rest[-1] if rest and rest[-1].strip() else shown), "markup"

    def _template(self, text: str, span: Span) -> New | None:
        inner = text[span.begin : span.stop]
        title = _TITLE.match(inner)
        if title:
            self.titled = True
            return _facts({"title": self.dress(title["title"])}), "markup"
        template = templates.read_template(inner)
        alone = _alone(text, span)
        new = self._known(template) or self._by_form(template, alone=alone)
        if new is None:
            sample = around(text, span.start, span.end)
            message = f"a template “{template.name}” is left as it is written"
            self.findings.append(
                Finding("template", self._place, message, Weight.DOUBT, sample)
            )
        return new

    def _known(self, template: templates.Template) -> New | None:
        name, words = template.name, template.words
        if name in templates.SIGNS and not any(words):
            return templates.SIGNS[name], "template"
        if name in templates.SHORT or (name in templates.NOTES and any(words)):
            return self._noted(template), "note-mark"
        if name in templates.HARVARD:
            return templates.short_form(template), "template"
        if templates.is_citation(template):
            return self.dress(templates.worded(template)), "template"
        if name in templates.QUOTES or name in templates.VERSES:
            return self._set_off(template), "template"
        if name.startswith("lang-") or (name in templates.FOREIGN and len(words) > 1):
            return self._foreign(template), "template"
        return None

    def _noted(self, template: templates.Template) -> str:
        name = template.named.get("name", "")
        words = template.words[-1] if template.words else ""
        if template.name in templates.SHORT:
            words = templates.short_form(template) + "."
            name = words
        return self._note(name, words)

    def _set_off(self, template: templates.Template) -> str:
        named = template.named
        first, *rest = *template.words, ""
        said = first or named.get("text") or named.get("quote") or named.get("zitat") or ""
        source = [*rest, *(named.get(key, "") for key in ("author", "autor", "source"))]
        by = ", ".join(filter(None, source))
        words = self.dress(said)
        lines = _verses(words) if template.name in templates.VERSES else _quoted(words)
        return lines + (f"{signs.QUOTE}— {self.dress(by)}\n\n" if by else "")

    def _foreign(self, template: templates.Template) -> str:
        named = template.name.partition("-")[2]
        code, words = (named, template.words[0]) if named else template.words[:2]
        tag = code.strip()
        return _span(self.dress(words), f"lang={tag}" if _LANG.fullmatch(tag) else "")

    def _by_form(self, template: templates.Template, *, alone: bool) -> New | None:
        facts = templates.stated(template) if not self._begun else {}
        if facts:
            self.titled = True
            return _facts({name: self.dress(words) for name, words in facts.items()}), "markup"
        words = next(filter(None, reversed(template.words)), "")
        if template.name in templates.SMALL_CAPS and words:
            inside = self.dress(words)
            return (
                f"{signs.SPAN}{inside}{signs.SPAN_WITH}.smallcaps{signs.SPAN_END}",
                "template",
            )
        if template.name in templates.DRESSES:
            return self.dress(words), "template"
        if templates.is_data(template, alone=alone):
            for value in template.named.values():
                self._list_of(value)
            return "", "navigation" if any(template.words) else "page-data"
        if len(template.words) == 1 and not template.named:
            return self.dress(words), "template"
        return None

    def _list_of(self, value: str) -> None:
        """Notes may be listed in a template: ``{{reflist|refs=<ref name="bell">…</ref>}}``."""
        if "<ref" in value.lower():
            self.dress(value)

    def begin(self) -> None:
        """Say that the text has begun: what comes now states no facts about it."""
        self._begun = True


_RULES: dict[str, Callable[[Dresser, str, Span], New | None]] = {
    "comment": Dresser._nothing,
    "gallery": Dresser._nothing,
    "timeline": Dresser._nothing,
    "score": Dresser._nothing,
    "ref": Dresser._ref,
    "references": Dresser._list_of_notes,
    "poem": Dresser._poem,
    "blockquote": Dresser._blockquote,
    "table": Dresser._table,
    "link": Dresser._link,
    "template": Dresser._template,
}


def set_spans(text: str, spans: Sequence[Span], edits: Edits, dresser: Dresser) -> set[int]:
    """Replace brackets by what they stand for.

    Returns:
        Where blocks, and what goes, begin and end: no line is joined to another there.
    """
    edges: set[int] = set()
    here = 0
    for span in spans:
        if text[here : span.start].strip():
            dresser.begin()
        here = span.end
        new = dresser.span(text, span)
        if new is None:
            continue
        edits.replace(span.start, span.end, *new)
        if not new[0] or "\n\n" in new[0]:
            edges |= {span.start, span.end}
    return edges


def _alone(text: str, span: Span) -> bool:
    """Whether nothing else stands on the lines of a pair of brackets."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    stop = text.find("\n", span.end)
    return not before.strip() and not text[span.end : stop if stop >= 0 else None].strip()


def _span(words: str, what: str) -> str:
    if not (words.strip() and what):
        return words
    return f"{signs.SPAN}{words}{signs.SPAN_WITH}{what}{signs.SPAN_END}"


def _facts(facts: dict[str, str]) -> str:
    """Lines that state facts, as readers of pages write them."""
    lines = [
        f"{signs.FACT}{name}{signs.FACT_END}{' '.join(words.split())}"
        for name, words in facts.items()
        if words
    ]
    return "".join(f"\n\n{line}" for line in lines) + "\n\n"


def _quoted(words: str) -> str:
    paragraphs = [" ".join(one.split()) for one in re.split(r"\n\s*\n", words) if one.strip()]
    return "\n\n" + "".join(f"{signs.QUOTE}{one}\n\n" for one in paragraphs)


def _verses(words: str) -> str:
    lines = re.split(f"\n|{signs.NEWLINE}", words.strip("\n"))
    return "\n\n" + "".join(f"{signs.VERSE}{line.strip(' :')}\n" for line in lines) + "\n"
