"""How people are named where works are cited."""

from __future__ import annotations

from anthology.cleaning.citations.places import PLACES
from anthology.cleaning.patterns import regex

PARTICLES = (
    r"(?:(?:van|von|vom|zu|zur|de|der|den|du|da|dos|di|del|della|la|le|ter|ten|al|el|ibn|bin)"
    r"\s)*"
)
NAME = rf"{PARTICLES}(?:d[’'])?[A-ZÀ-ÖØ-ÞŁŚŻŽŠČĆĐŐŰ][^\W\d_]*(?:[’'-][^\W\d_]+)*"
INITIALS = r"(?:[A-ZÀ-Þ]\.[ -]?)*"
_ONE = rf"{INITIALS}{NAME}"
_AND = r"(?:,? (?:and|&|und|et|y|e|en|og|och) | ?/ ?)"
_OTHERS = r"(?:,? et al\.?|,? u\. ?a\.|,? and others|,? et coll\.)"
AUTHORS = rf"{_ONE}(?:(?:(?:, | ?/ ?){_ONE})*{_AND}{_ONE})?{_OTHERS}?"
STOPPED = r"(?:(?<=\bAnon)\.)?"
"""The point of the one name that is cut short: ``Anon. 1867``."""

PERSON = rf"(?:(?:{NAME}|[A-ZÀ-Þ]\.)(?:[ -](?:{NAME}|[A-ZÀ-Þ]\.?)){{0,3}})(?: et al\.?)?"

NO_NAMES = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "Januar", "Februar", "März", "Mai", "Juni", "Juli",
    "Oktober", "Dezember", "Janvier", "Février", "Mars", "Avril", "Juin", "Juillet", "Août",
    "Septembre", "Octobre", "Novembre", "Décembre", "Spring", "Summer", "Autumn", "Fall",
    "Winter", "In", "On", "By", "Since", "Until", "From", "After", "Before", "During",
    "Between", "And", "Or", "But", "The", "This", "That", "About", "Around", "For", "Of",
    "To", "As", "At", "Year", "Im", "Am", "Seit", "Nach", "Vor", "Bis", "Das", "Die", "Der",
    "En", "Le", "La", "El", "Los", "Les", "Dès", "Depuis", "Vol", "No", "Issue", "Chapter",
    "Number", "Christmas", "Easter", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "Copyright", "London", "Paris", "Berlin", "Moscow", "New", "York",
    "Act", "War", "Congress", "Revolution", "Table", "Figure", "Section", "Part", "Note",
    "Unlike", "Like", "While", "When", "Where", "Although", "Though", "If", "With", "Auch",
    "Bei", "Mit", "Wie", "Von", "Selon", "Chez", "Pour", "Dans", "Mais", "Comme", "Later",
    "Earlier", "So", "Yet", "Both", "According", "Only", "Even", "Following",
))  # fmt: skip
"""Words with a capital that stand before a year, or before a name, and are no name."""

NO_FAMILIES = frozenset((
    "Times", "Star", "Post", "News", "Herald", "Gazette", "Guardian", "Journal", "Review",
    "Tribune", "Chronicle", "Courier", "Mail", "Express", "Zeitung", "Presse", "Monde",
    "Figaro", "Temps", "Pravda", "Iskra", "Bulletin", "Observer", "Mirror", "Telegraph",
    "Record", "Register", "Echo", "Advertiser", "Mercury", "Standard", "Magazine",
    "Quarterly", "Papers", "Archive", "Archives", "Archiv", "Minutes", "Hansard", "Report",
    "Reports", "Census", "Bill", "Interview", "Letter", "Letters", "Commission", "Committee",
    "Board", "Office", "Ministry", "Parliament", "Council", "Assurance", "Insurance",
    "Company", "Ltd", "Inc", "University", "Press", "Books", "Verlag", "Publishers",
    "Editions", "Éditions", "Penguin", "Verso", "Routledge", "Pluto", "Macmillan",
    "Blackwell", "Suhrkamp", "Gallimard", "Seuil", "Edition", "Ausgabe", "Library",
    "Museum", "Collection", "Catalogue", "Almanac", "Yearbook", "Proceedings", "Law",
    "Code", "Constitution", "Treaty", "Convention", "Court", "Appeal", "Plc", "AG", "GmbH",
))  # fmt: skip
"""Last words of newspapers, offices, houses: what they date is no work of an author."""

FIRST_NAMES = regex(r"(?:(?:[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?|[A-ZÀ-Þ]\.) ){1,2}$")
SAME = regex(r"(?:[Ii]d(?:em)?|[Ii]bid|[Dd]ers|[Dd]ies|[Éé]ad(?:em)?)\.?$")
"""The author named before: idem, eadem, derselbe, dieselbe."""


_AL = regex(r" et al\.?$")
_CUT_SHORT = regex(rf"{_OTHERS}$")
_BETWEEN = regex(r",? (?:and|&|und|et|y|e|en|og|och) | ?/ ?|, ")
_FIRST = regex(rf"^{INITIALS}")
_PARTICLED = regex(rf"(?:^| )({PARTICLES}[^\W\d_][^\s]*)$")


def families_of(names: str) -> tuple[str, ...]:
    """The family names of a list of authors.

    >>> families_of("Chang and Halliday")
    ('Chang', 'Halliday')
    >>> families_of("J. Böhm/Krüger")
    ('Böhm', 'Krüger')
    """
    parts = _BETWEEN.split(_CUT_SHORT.sub("", names))
    return tuple(_FIRST.sub("", part).strip() for part in parts if part.strip())


def and_others(names: str) -> bool:
    """Whether a list of authors is cut short: ``et al.``."""
    return _CUT_SHORT.search(names) is not None


def no_author(families: tuple[str, ...]) -> bool:
    """Whether these are no names at all: months, places, small words."""
    return not families or any(part in NO_NAMES for name in families for part in name.split())


def no_person(families: tuple[str, ...]) -> bool:
    """Whether these are newspapers, offices, houses or cities rather than people."""
    return no_author(families) or any(
        name.split()[-1] in NO_FAMILIES or name in PLACES for name in families
    )


def family_of(person: str) -> str:
    """The family name of a person, whichever name stands first.

    >>> family_of("Leon Trotsky"), family_of("van der Berg, K.")
    ('Trotsky', 'van der Berg')
    """
    person = _AL.sub("", person).strip()
    if person.startswith("{"):
        return person.strip("{} ")
    if "," in person:
        return person.split(",")[0].strip()
    particled = _PARTICLED.search(person)
    return particled[1] if particled else (person.split() or [""])[-1]
