"""Templates of wikis: which of their words belong to the text, and what the others are for.

Each wiki has thousands, so most are judged by their form: what has one parameter dresses
it; what has none, or only parameters with names, is data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from anthology.cleaning import signs
from anthology.cleaning.patterns import regex
from anthology.cleaning.wikitext.brackets import divided


@dataclass(frozen=True, slots=True)
class Template:
    """What stands between two pairs of braces."""

    name: str
    """In small letters."""

    words: tuple[str, ...]
    """The parameters without a name, or with a number for it."""

    named: dict[str, str]
    """The others, by their names in small letters; empty ones are left out."""


_NAMED = regex(r"\s*([^\W_][\w .*-]{0,40}?)\s*=(?!=)(.*)", re.DOTALL)


def read_template(inner: str) -> Template:
    """Take a template apart.

    >>> read_template("lang|fr|mot").words
    ('fr', 'mot')
    """
    name, *parameters = divided(inner)
    words, named = [], {}
    for parameter in parameters:
        match = _NAMED.fullmatch(parameter)
        if match and not match[1].isdecimal():
            named[match[1].lower()] = match[2].strip()
        else:
            words.append((match[2] if match else parameter).strip())
    given = {key: value for key, value in named.items() if value}
    return Template(" ".join(name.replace("_", " ").split()).lower(), tuple(words), given)


QUOTES = frozenset((
    "quote", "cquote", "blockquote", "quotation", "bquote", "quote box", "zitat", "zitat-fr",
    "zitat-en", "citation bloc", "cita", "cita destacada", "citazione", "цитата",
))  # fmt: skip
VERSES = frozenset(("poem", "poemquote", "poème", "poema", "ppoem", "verse translation"))
NOTES = frozenset((
    "efn", "refn", "efn-ua", "efn-la", "efn-lr", "footnote", "fnote", "fn", "anm", "ref",
    "#tag:ref", "примечание", "прим",
))  # fmt: skip
SHORT = frozenset(("sfn", "sfnp", "sfrac note", "snf"))
HARVARD = frozenset(("harv", "harvtxt", "harvnb", "harvp"))
DRESSES = frozenset((
    "c", "center", "centre", "centered", "zentriert", "centré", "larger", "x-larger",
    "xx-larger", "xxx-larger", "smaller", "x-smaller", "xx-smaller", "fine", "right", "big",
    "small", "nowrap", "uc", "asc", "sp", "di", "dropinitial", "block center",
    "sperrsatz", "hanging indent",
))  # fmt: skip
SMALL_CAPS = frozenset(("sc", "smallcaps", "small-caps", "petites capitales", "kapitälchen"))
FOREIGN = frozenset(("lang", "langue", "lang-x", "spr", "язык"))

SIGNS = {
    "snd": " – ", "spaced ndash": " – ", "spnd": " – ", "ndash": "–", "–": "–", "mdash": "—",
    "em dash": "—", "bar": "—", "nbsp": "\u00a0", "'": "’", "!": "|", "=": "=", "sic": "[sic]",
    "...": "…", "nnbsp": "\u00a0",
}  # fmt: skip
"""Templates that stand for a character."""

_CITED = regex(
    r"cite\b.*|citation|literatur|internetquelle|ouvrage|article|chapitre|lien web|cita .*"
    r"|книга|статья|публикация|bibliografia|cita"
)

_FIELDS = {
    "author": "author author1 authors autor autoren auteur auteur1 auteurs autore автор",
    "last": "last last1 surname nom nom1 apellido apellidos apellido1 cognome nachname",
    "first": "first first1 given prénom prénom1 nombre nombre1 nome vorname",
    "second": "last2 surname2 nom2 apellido2 apellidos2 cognome2 author2 auteur2",
    "second-first": "first2 given2 prénom2 nombre2 nome2",
    "title": "title titel titre título titulo titolo заглавие название",
    "chapter": "chapter kapitel chapitre capítulo capitulo capitolo",
    "journal": "journal newspaper magazine work website periodical sammelwerk périodique"
    " publicación revista rivista издание",
    "editor": "editor hrsg herausgeber editor-last",
    "volume": "volume vol band volumen том",
    "number": "issue number nummer numéro número numero номер",
    "place": "location place ort lieu ubicación ciudad città место",
    "publisher": "publisher verlag éditeur editorial editore издательство",
    "year": "year date jahr datum année date année año fecha anno data год",
    "pages": "pages page p pp seiten passage pages páginas página pagine pagina страницы",
    "url": "url",
}
_NAMES = {name: field for field, names in _FIELDS.items() for name in names.split()}


def is_citation(template: Template) -> bool:
    """Whether a template words a reference; it has the name of a work then."""
    return bool(_CITED.fullmatch(template.name)) and bool(
        {"title", "chapter"} & _known(template).keys()
    )


def _known(template: Template) -> dict[str, str]:
    """What a template says of a work, by the names of our own."""
    found: dict[str, str] = {}
    for name, words in template.named.items():
        if name in _NAMES:
            found.setdefault(_NAMES[name], words)
    return found


def worded(template: Template) -> str:
    """A reference as a note words it, from the parameters of its template."""
    said = _known(template)
    part = said.get("chapter") or (said.get("title") if "journal" in said else "")
    whole = said.get("journal") or said.get("title", "")
    count = [said.get("volume", "") and f"vol. {said['volume']}"]
    count.append(said.get("number", "") and f"no. {said['number']}")
    printed = ": ".join(filter(None, (said.get("place"), said.get("publisher"))))
    imprint = ", ".join(filter(None, (printed, said.get("year"))))
    pages = said.get("pages", "")
    pages = ("pp. " if re.search(r"[-–,]", pages) else "p. ") + pages if pages else ""
    editor = said.get("editor", "") and f"ed. {said['editor']}"
    name = f"{signs.EM}{_bare(whole)}{signs.EM_END}"
    source = " ".join(filter(None, (name, imprint and f"({imprint})")))
    if any(count) or editor:
        listed = ", ".join(filter(None, (name, editor, *count)))
        source = " ".join(filter(None, (listed, imprint and f"({imprint})")))
    parts = (_people(said), part and f"“{_bare(part)}”", source, pages, said.get("url", ""))
    return ", ".join(filter(None, parts)) + "."


def _people(said: dict[str, str]) -> str:
    first = " ".join(filter(None, (said.get("first"), said.get("last"))))
    second = " ".join(filter(None, (said.get("second-first"), said.get("second"))))
    return " and ".join(filter(None, (first or said.get("author", ""), second)))


def _bare(words: str) -> str:
    """A title without the quotation marks, stops and stress that its template may have too."""
    return words.replace("''", "").strip("“”\"'. ")


def short_form(template: Template) -> str:
    """What a Harvard template says: ``Bell, 1931, p. 12``."""
    *names, year = template.words or ("",)
    page = template.named.get("p") or template.named.get("page") or ""
    pages = template.named.get("pp") or template.named.get("pages") or ""
    where = (
        (page and f"p. {page}") or (pages and f"pp. {pages}") or template.named.get("loc", "")
    )
    if not names:
        return ", ".join(filter(None, (year, where)))
    if template.name == "harvtxt":
        return f"{' and '.join(names)} ({', '.join(filter(None, (year, where)))})"
    words = ", ".join(filter(None, (" and ".join(names), year, where)))
    return f"({words})" if template.name == "harv" else words


_FACTS = {
    "title": ("title", "titel", "titre", "título", "titulo", "titolo", "название"),
    "subtitle": ("subtitle", "untertitel", "sous-titre", "subtitel"),
    "author": ("author", "autor", "auteur", "autore", "автор"),
    "date": (
        "year",
        "date",
        "erscheinungsjahr",
        "année",
        "annee",
        "año",
        "ano",
        "anno",
        "дата",
    ),
}


def stated(template: Template) -> dict[str, str]:
    """The facts that a template at the head of a text states; none where it is no such one."""
    said = {
        fact: next((template.named[name] for name in names if name in template.named), "")
        for fact, names in _FACTS.items()
    }
    return said if said["title"] and said["author"] else {}


BRIEF = 8
"""Words that the parameter of a template has at most which leads to another page."""

LONG = 60
"""Words of a parameter with paragraphs in it: the braces were not closed, and this is text."""


def is_data(template: Template, *, alone: bool) -> bool:
    """Whether a template says nothing that a reader of the text would miss.

    Args:
        template: That no other rule knows.
        alone: Whether nothing else stands on its lines.
    """
    if any("\n\n" in value and len(value.split()) > LONG for value in template.named.values()):
        return False
    if not any(template.words):
        return True
    return alone and all(len(words.split()) < BRIEF for words in template.words)
