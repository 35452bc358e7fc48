"""The names that a reference begins with, whichever name stands first."""

from __future__ import annotations

from anthology.cleaning.citations.names import NAME, PERSON, SAME
from anthology.cleaning.patterns import regex

_PERSON = regex(PERSON)
_LONE = regex(NAME)
_GIVEN = regex(
    r"(?:[A-ZÀ-Þ][^\W\d_]+(?:-[A-ZÀ-Þ][^\W\d_]+)?|[A-ZÀ-Þ]\.)(?:[ -]?[A-ZÀ-Þ]\.?(?!\w))*"
)
"""One given name or its initial, and initials after it: ``Rodney A.``."""

_GIVENS = regex(r"[A-ZÀ-Þ][^\W\d_]+ [A-ZÀ-Þ][^\W\d_]+")
"""Two given names in full, ``Rodney Allen``: what stands about them must say so."""

_ARTICLE = regex(r"(?:The|An?|D(?:er|ie|as)|L(?:e|a|es|os|as)|El|Il|Gli) |L’")
_SUFFIX = regex(r"(?:Jr|Sr|jun|sen)\.?|I{2,3}|IV")
_AFTER_SMALL = regex(r"(?<![\w’'-])[a-zà-ÿ][\w’'-]*[.,:]? (?=[A-ZÀ-Þ])")
_AND = regex(r"(?:and|&|und|et|y) ")
_ANDS = regex(r",? (?:and|&|und|et|y) | / |; ")
_STOPPED = regex(
    rf"(?:^|[;(\x00] ?|[a-zà-ÿ]\.? )(?P<name>{NAME}, {_GIVEN.pattern}(?: {NAME})?"
    rf"(?:,? (?:and|&|und|et|y) {PERSON})?)$"
)
"""What a point ends in ``Holm, Petra. Mills``, with nothing but a lead before it."""

_TITLING = regex(
    rf"(?:^|[;(\x00] ?|[a-zà-ÿ]\.? ){PERSON}(?:, {_GIVEN.pattern})?"
    rf"(?:(?:, | und | ?/ ?){PERSON})*: [A-ZÀ-Þ„][^;:()\d\x00]{{2,80}}$"
)
"""What a point ends in ``Karl Böhm: Neun Tore. Ein Bericht``."""


_JOINED = regex(r" (?:and|&|und|et|y) ")
_SHORTENED = regex(r"\b[A-ZÀ-Þ]\.$|\b(?:[JjSs]r|al)\.$")


def people(part: str) -> tuple[str, ...]:
    """The people that a part of a reference names; nothing where it is none.

    >>> people("Ann Harvey and Peter Lloyd")
    ('Ann Harvey', 'Peter Lloyd')
    >>> people("The People of Orrin")
    ()
    """
    part = _bare(part.strip())
    if SAME.match(part):
        return (part,)
    names = _JOINED.split(part)
    return tuple(names) if all(_PERSON.fullmatch(name) for name in names) else ()


def leading(parts: list[str], *, left: int = 1) -> tuple[list[str], int]:
    """The names that some parts begin with, and how many parts they take up.

    Args:
        parts: What commas divide.
        left: How many parts must stay: a title.

    >>> leading(["Smith", "John", "and Mary Brown", "Weirs"])
    (['Smith, John', 'Mary Brown'], 3)
    >>> leading(["J. H. Weir", "Jr.", "Weirs"])
    (['Weir, Jr., J. H.'], 2)
    """
    names: list[str] = []
    at = 0
    if turned := _turned(parts, left):
        names, at = turned, 2
    while at < len(parts) - left:
        if names and left and _ARTICLE.match(parts[at]):
            break
        if names and _SUFFIX.fullmatch(parts[at]):
            names[-1] = _suffixed(names[-1], parts[at])
        elif (found := people(parts[at])) and not _begins_title(parts[at:], found, names, left):
            names += found
        else:
            break
        at += 1
    return names, at


def names_in(words: str) -> tuple[str, ...]:
    """The people whom all of some words name; nothing where other words stand there.

    >>> names_in("Kay, Jeff Weir, and David Hale")
    ('Kay', 'Jeff Weir', 'David Hale')
    >>> names_in("Holm, Petra, and Mary Brown")
    ('Holm, Petra', 'Mary Brown')
    >>> names_in("Holm, Petra Ada"), names_in("Holm and Petra Weir")
    (('Holm, Petra Ada',), ('Holm', 'Petra Weir'))
    """
    bare = words.strip(" ,:;")
    bare = bare if _SHORTENED.search(bare) else bare.rstrip(".")
    parts = [part.strip() for part in _ANDS.sub(", ", bare).split(", ") if part.strip()]
    if ", ".join(parts) == bare and len(parts) == 2 and _inverted(*parts):
        return (bare,)
    names, used = leading(parts, left=0)
    return tuple(names) if parts and used == len(parts) else ()


def ending(words: str) -> tuple[int, tuple[str, ...]]:
    """The names that some words end with, after words of a sentence; and where they begin.

    >>> ending("the best account is Ann Hale, ")
    (20, ('Ann Hale',))
    """
    if found := names_in(words):
        return 0, found
    for match in _AFTER_SMALL.finditer(words):
        if found := names_in(words[match.end() :]):
            return match.end(), found
    return len(words), ()


def ends_names(words: str) -> bool:
    """Whether a point after these words ends names, and no sentence: ``See Holm, Petra``."""
    return _STOPPED.search(words.strip("\x00 ")) is not None


def goes_on(words: str) -> bool:
    """Whether a reference goes on after these words and a point: the names end, or a title."""
    bare = words.strip("\x00 ")
    return ends_names(bare) or _TITLING.search(bare) is not None


def _turned(parts: list[str], left: int) -> list[str]:
    """``Holm, Petra``, where a title or others with two names follow."""
    if len(parts) < 2 + left or not _LONE.fullmatch(parts[0]):
        return []
    if len(parts) == 2 + left == 3 and _ARTICLE.match(parts[2]) and _inverted(*parts[:2]):
        return [f"{parts[0]}, {parts[1]}"]
    given, *others = _JOINED.split(parts[1])
    fits = _GIVEN.fullmatch(given) and all(" " in other for other in others)
    lone = len(parts) > 2 + left and _LONE.fullmatch(_bare(parts[2])) and left == 0
    return [f"{parts[0]}, {given}", *others] if fits and not lone else []


def _inverted(family: str, given: str) -> bool:
    """Whether a family name stands before two given names: ``Brooks, Rodney Allen``."""
    return bool(_LONE.fullmatch(family) and _GIVENS.fullmatch(given))


def _begins_title(
    parts: list[str], found: tuple[str, ...], names: list[str], left: int
) -> bool:
    """Whether what could be one more name is rather the first words of a title.

    ``Ann Hale, Harbour Lights, a History``: two authors would be joined by *and*.
    """
    last = bool(left and names) and len(parts) == 2 and not people(parts[1])
    return last and len(found) == 1 and not _AND.match(parts[0])


def _bare(part: str) -> str:
    match = _AND.match(part)
    return part[match.end() :] if match else part


def _suffixed(name: str, suffix: str) -> str:
    """A name with its ``Jr.``, in the order that tells a program what it is."""
    if "," in name:
        family, _, given = name.partition(", ")
    else:
        given, _, family = name.rpartition(" ")
    return f"{family}, {suffix}, {given}"


def people_joined(words: str) -> str:
    """Names as BibTeX divides them."""
    parts = names_in(words) or [part.strip(" ,.") for part in _ANDS.split(words)]
    return " and ".join(part for part in parts if part)
