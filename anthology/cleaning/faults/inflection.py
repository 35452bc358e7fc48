"""How words are made from others: endings and beginnings, by language.

After the grammars, and only as much as tells a word from a slip; nothing is parsed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forms:
    """How the words of a language are made from others."""

    endings: tuple[str, ...]
    stems: tuple[str, ...]
    """What a word may have had in the place of its ending."""

    beginnings: tuple[str, ...]


def _forms(endings: str, stems: str, beginnings: str) -> Forms:
    """Forms from lists of words; a stem may also be bare."""
    return Forms(tuple(endings.split()), ("", *stems.split()), tuple(beginnings.split()))


BEGINNINGS = (
    "un", "re", "non", "anti", "counter", "pre", "post", "over", "under", "inter", "super",
    "sub", "semi", "neo", "pro", "self", "ultra", "de", "dis", "mis", "trans", "micro", "out",
)  # fmt: skip
"""Of English."""

_SPANISH = _forms(
    "s es a as o os e en an emos amos imos ado ados ada adas ido idos ida idas ando iendo "
    "ar er ir aba aban ía ían ó ió á é án d rá ré rán ría rían iste imos zca zcan ya yan "
    "aron ieron ará arán mente ción ciones ista istas ismo ismos dor dora dores able ables "
    "ible ibles idad idades oso osa osos osas se lo la los las le les",
    "o a e ar er ir r",
    "re des in im anti sobre pre entre inter sub",
)
FORMS = {
    "en": _forms(
        "s es d ed r er ers ing ly ness ism ist ists ise ised ize ized ation isation ization "
        "’s 's al ally able less ship hood like ward wards most istic ity dom eer ification "
        "ifications ify ified ifying isations izations ising izing ises izes ment ments ance "
        "ances ative atory",
        "e y",
        " ".join(BEGINNINGS),
    ),
    "de": _forms(
        "e en er es em n s st t te ten tes ter tem end ende enden ender endes ung ungen heit "
        "heiten keit keiten lich liche lichen licher liches isch ische ischen ischer isches "
        "ig ige igen iger iges igkeit bar bare baren barer los lose losen loser schaft "
        "schaften tum in innen chen lein weise voll volle vollen ste sten ster stes ere eren "
        "erer eres iert ierte ierten ierung ierungen",
        "e en n ig ieren er",
        "ab an auf aus be bei da dar durch ein empor ent er fort gegen heim her herab heran "
        "heraus hervor hin hinab hinaus hinter los miss mit nach neben nieder über um un "
        "unter ur ver vor voran voraus weg wider wieder zer zu zurück zusammen ge abge ange "
        "aufge ausge einge vorge zuge mitge nachge herausge hervorge zurückge zusammenge "
        "unge unver unbe",
    ),
    "fr": _forms(
        "s es x e ée ées és é er ez ait aient ant ante antes ants ent ement ements ation "
        "ations iste istes isme ismes eur eurs euse euses rice rices able ables ité ités "
        "ique iques ifier ifié a as ai ons ions iez ra ras rons ront rait raient it is "
        "irent ât èrent",
        "e er ir re é ier",
        "re ré r dé dés in im il ir anti sur sous pré entre inter l’ d’ qu’",
    ),
    "es": _SPANISH,
    "it": _forms(
        "i e a o ato ati ata ate ito iti ita ite uto uti ando endo are ere ire ava avano "
        "mente zione zioni ista isti ismo ismi ono iamo ete tore tori trice ità bile bili "
        "oso osa osi ose",
        "o a e are ere ire",
        "ri dis in im anti sopra pre inter sub s",
    ),
    "nl": _forms(
        "s en e n t te ten de den er ers ing ingen heid heden lijk lijke ig ige je jes",
        "e en",
        "aan af be bij door er ge her in mede na om on ont op over toe uit ver voor",
    ),
    "pt": _SPANISH,
}
