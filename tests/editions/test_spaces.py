"""Spaces that no line may end at, by language."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from anthology.editions.markup import Writer
from anthology.editions.medium import WebMedium
from anthology.editions.spaces import NARROW, WIDE, tied, tied_run
from anthology.model import (
    Code,
    Emphasis,
    IndexMark,
    LineBreak,
    Link,
    NoteMark,
    PageMark,
    Span,
    Text,
    plain,
)
from tests.editions.specimen import HERE

TEXTS = {
    "en": (
        "Dr. Penn and Mrs Quill wrote to J. V. Slate, L. von Lamp and Ch. Tide.",
        "See p. 41, pp. xi–xii, vol. II, no. 3, c. 1880 and § 5, i. e. not No. 7.",
        "The lamp – or what was left of it – was out ... so they said. . . . And … then?",
        "The lamp—or what was left—was out: why? No! It was mine; theirs “ too ” .",
        "He saw no. Nobody asked on p. forty. The ledger said: 12 000 lamps, 5 % of them new.",
    ),
    "fr": (
        "Qui a parlé ? Personne ! Le phare ; le quai : « la nuit » … et l’eau.",
        "M. Dupré, Mme Lune, le Dr Sel et J. de la Rive, p. 41, t. IV, n° 5, av. J.-C.",
        "Le gardien – ou ce qu’il en restait – dormait, 12 000 lampes, 5 % de neuves.",
        "— Où vas-tu ? — Nulle part ; et toi ?! « Moi ? »",
        "Le quai: sans espace, rien n’est ajouté; «rien».",
    ),
    "de": (
        "Das ist z. B. auf S. 41, d. h. in Bd. II, Nr. 5, a. a. O. S. 12 f., u. a. hier.",
        "Dr. Licht und Prof. Kai, J. P. Salz, 44 v. Chr., am 1. Mai, im 20. Jahrhundert.",
        "Der Wärter – oder was übrig war – schlief … 5 % der 12 000 Lampen: »aus«!",
    ),
    "es": (
        "— Buenas noches —dijo el guarda—, ¿quién va? … — Nadie.",
        "El Sr. Sal y la Dra. Luz, J. V. Muelle, EE. UU., p. ej. pág. 41, núm. 3, t. IV.",
        "El farol – o lo que quedaba – se apagó: 12 000 faroles, 5 % nuevos, 44 a. C.",
    ),
    "ru": (
        "В. И. Фонарь, т. е. смотритель № 5 — спал … с. 41, т. 2, вып. IV, и т. д.",
        "В 1917 г. и в XX в., г. Гавань, до н. э., проф. Соль, г-н Причал, 12 000 ламп.",
        "— Кто идёт? — Никто.",
    ),
    "it": ("G. B. Lume, p. 41 – il faro … n° 5, ma : niente di francese !",),
}
"""Our own sentences, each in a language that ties words in its own way; of the last we know
no custom."""


def shown(words: str) -> str:
    """Return words with their spaces made visible: ``~`` as wide as others, ``^`` narrow."""
    return words.replace(WIDE, "~").replace(NARROW, "^")


def test_each_language_has_its_own_spaces(matches_golden: Callable[[str, str], None]) -> None:
    """Initials, titles, numbers, short forms, dashes, ellipses and signs stay together."""
    lines = [f"{lang}: {shown(tied(line, lang))}" for lang in TEXTS for line in TEXTS[lang]]

    matches_golden("\n".join(lines) + "\n", "editions/spaces.txt")


WORDS = st.text(st.sampled_from("aA.р Г—–…«»;:!?§№5 \n\u00a0\u202f%-"), max_size=40)


@given(WORDS, st.sampled_from([*TEXTS, "de-AT", "fr-CA", ""]))
def test_nothing_but_spaces_is_another(words: str, lang: str) -> None:
    """Each space becomes a space or stays; letters and their places are what they were."""
    found = tied(words, lang)

    changed = [(a, b) for a, b in zip(words, found, strict=True) if a != b]
    assert all(a in {" ", WIDE} and b in {WIDE, NARROW} for a, b in changed)
    assert tied(found, lang) == found


@given(st.lists(WORDS, max_size=6), st.sampled_from(list(TEXTS)))
def test_markup_makes_no_difference(parts: list[str], lang: str) -> None:
    """What is in italics, in the index or called by a note is tied as if it were not."""
    kinds = (Text, _italic, _indexed)
    run = tuple(kinds[number % 3](words) for number, words in enumerate(parts))
    noted = tuple(x for node in run for x in (node, NoteMark("1", HERE)))

    assert plain(tied_run(noted, lang)) == tied("".join(parts), lang)


def _italic(words: str) -> Emphasis:
    return Emphasis((Text(words),))


def _indexed(words: str) -> IndexMark:
    return IndexMark((Text(words),), words, HERE)


def test_a_span_has_its_own_language() -> None:
    """French words in an English sentence are spaced as French ones, the sentence is not."""
    run = (Text("Why : "), Span((Text("Pourquoi : rien ?"),), HERE, lang="fr"), Text(" : no"))

    assert shown(plain(tied_run(run, "en"))) == "Why : Pourquoi~: rien^? : no"


def test_words_of_a_machine_and_addresses_are_left_alone() -> None:
    """Code is printed letter by letter, and links lead where they led."""
    code, link = Code("p. 5 … J. V."), Link((Text("p. 5"),), "https://x.example/p.%205", HERE)

    found = tied_run((code, Text(" "), link), "en")

    assert found == (code, Text(" "), Link((Text(f"p.{WIDE}5"),), link.target, HERE))


def test_a_line_begins_with_no_space_of_ours() -> None:
    """After a line end a dash opens what somebody says."""
    run = (Text("Out – "), LineBreak(), Text("– Who is it?"))

    assert shown(plain(tied_run(run, "en"))) == "Out~–  –~Who is it?"


def test_what_needs_no_change_is_the_same_object() -> None:
    """So that plain prose costs little."""
    run = (Text("The lamp was out, and nobody asked why."),)

    assert tied_run(run, "en") is run


def test_books_have_the_spaces_on_every_page() -> None:
    """Whatever writes words as XHTML: also a page of an older edition, and what is left."""
    writer = Writer("quay", WebMedium(), "fr")
    run = (PageMark("p. 41", HERE), Text(" Oui ! "), Code("a ; b"))

    assert f">[p.{WIDE}41]</span> Oui{NARROW}! <code>a ; b</code>" in writer.inlines(run)
