"""What of a reference no field holds: in print it would be lost.

An entry prints what its fields say, in the way of a style. So every word of the text that
a citation replaces must stand in a field that styles print, or be one that they put in
themselves: “vol.”, “edited by”. Where one does not, the words stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from anthology.cleaning.patterns import regex

UNPRINTED = frozenset(("annote", "keywords", "langid", "shorttitle", "note"))
"""Fields that styles leave out, or need not print."""

_LINKING = """
in dans en within ed eds edn edited edition editor editors comp comps by trans transl
translated translator translators translation and und et y e i og och o u vol vols volume
volumes no nos nr n nº n° numéro issue num heft h jg bd bde band tome t p pp pgs pg page pages
s ss seite seiten pág págs str sp col cols fol fols f ff sq sqq suiv at hier here ici aquí qui
esp especially bes insb hrsg hg hgg herausgegeben von v dir dirs sous la direction coord coords
éd éds a cura di übers übersetzt aus aufl auflage trad traduit traducido par por accessed
retrieved last on from zuletzt abgerufen am consulté le visited available url doi
"""
LINKING = frozenset(_LINKING.split())
"""Words that styles put in by themselves."""

_WORD = regex(r"[^\W_]+(?:[’'][^\W_]+)*[º°]?")
_ADDRESS = regex(r"https?://\S+")
_ORDINAL = regex(r"(\d+)(?:st|nd|rd|th|er|re|e|è|ème|ª|º)$")
_OWNING = regex(r"[’']s?$")
_MARKS = regex(r"[\\{}]")


def unheld(said: str, held: Iterable[str]) -> list[str]:
    """The words that a reference says, and that no field has.

    Args:
        said: The words that a citation would replace.
        held: What prints them: the values of fields, names, a locator.

    >>> unheld("Ann Hale, Weirs, vol. 2, 3rd ed. (Orin: Heron, 1949)",
    ...        ["Ann Hale", "Weirs", "Orin", "Heron", "1949", "3"])
    ['2']
    """
    have = Counter(word for value in held for word in _words(_MARKS.sub("", value)))
    left: list[str] = []
    for word in _words(said):
        if have[word]:
            have[word] -= 1
        elif word not in LINKING:
            left.append(word)
    return left


def _words(value: str) -> Iterator[str]:
    if "://" in value:
        for address in _ADDRESS.findall(value):
            yield address.strip(".,;)>")
        value = _ADDRESS.sub(" ", value)
    for said in _WORD.findall(value):
        word = said.casefold()
        plain = word.isalpha()  # most are, and quickly read
        yield word if plain else _ORDINAL.sub(r"\1", _OWNING.sub("", word.replace("’", "'")))
