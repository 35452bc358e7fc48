"""What the rules need to know about languages."""

from __future__ import annotations

from collections import Counter

from anthology.cleaning.patterns import regex

NAMES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "russian": "ru", "latin": "la", "swedish": "sv",
    "danish": "da", "norwegian": "no", "finnish": "fi", "polish": "pl", "greek": "el",
    "czech": "cs", "hungarian": "hu", "catalan": "ca", "esperanto": "eo",
}  # fmt: skip

_WORDS = {
    "en": "the of and to in that is was for with as on by not are this which from it be",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "le la les et des du est que qui dans une pour pas sur au par plus ce sont ne",
    "es": "el la de que y en los se del las por con una para su es al lo como más",
    "it": "il di che la e in un per è del una non con della sono dei le si nel alla",
    "pt": "o de que e do da em um para com não uma os no se na por mais as dos",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als door",
    "sv": "och att det som en på är av för med den till inte har de ett om men var",
    "da": "og at det som en på er af for med den til ikke har de et om men var i",
    "pl": "i w na z do się nie że to jest o jak po co ale za od przez są oraz",
    "ru": "и в не на что с по как это к из у за от он так о но для же",
    "la": "et in est non ad ut cum quod sed ex qui si enim autem per quae sunt esse ab",
}
_STOPS = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}
_WORD = regex(r"[^\W\d_]+")
_SAMPLE = 20_000

SURE = 0.08
"""Share of its commonest words a text must have to be taken for a language."""


def code_of(name: str) -> str:
    """The BCP 47 code of a language given in English; empty when unknown.

    >>> code_of("Spanish")
    'es'
    """
    return NAMES.get(name.lower(), "")


def foreign_words(lang: str) -> frozenset[str]:
    """The commonest words of all other languages that this one has not."""
    others = (words for code, words in _STOPS.items() if code != lang)
    own = _STOPS.get(lang, frozenset())
    return frozenset(word for words in others for word in words if len(word) > 1) - own


def guess_language(text: str) -> str:
    """The language a text seems to be in, by its commonest words; empty when unsure.

    >>> guess_language("It was the best of times, it was the worst of times.")
    'en'
    """
    middle = max(0, len(text) // 2 - _SAMPLE // 2)
    words = Counter(_WORD.findall(text[middle : middle + _SAMPLE].lower()))
    total = sum(words.values())
    if not total:
        return ""
    shares = {
        lang: sum(words[word] for word in stops) / total for lang, stops in _STOPS.items()
    }
    best = max(shares, key=lambda lang: (shares[lang], lang))
    return best if shares[best] >= SURE else ""
