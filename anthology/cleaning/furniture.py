"""What a web page hangs around a text: navigation, sharing, promotion, comments.

A line goes only for what it says and where it stands; each goes with its class.
Facts that such lines carry (a date, an issue) have been taken over before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from anthology.cleaning.comments import find_comments
from anthology.cleaning.draft import Draft, Finding, Line, Outcome, Weight, written_lines
from anthology.cleaning.ledger import Edits
from anthology.cleaning.patterns import regex
from anthology.cleaning.pictures import drop_marked
from anthology.cleaning.pull_quotes import drop_pull_quotes
from anthology.cleaning.signs import BLOCKS, BULLET, MARK, NOTE, words_of

RULES = {
    "newsletter": "an invitation to subscribe",
    "share": "buttons to share or print a page",
    "navigation": "ways to other pages",
    "promotion": "advertising of books, apps, donations",
    "page-data": "labels of a page’s data: tags, categories, file under",
    "rights": "the copyright line of a site",
    "comment": "comments of readers",
    "caption": "the caption of a picture that is not there",
    "contents": "a table of contents that repeats the headings",
    "repeat": "a line that repeats the title",
}

_CLASSES = (
    (
        "newsletter",
        r".{2,60} is a reader-supported publication\b.*|thanks for reading\b.*"
        r"|(?:click here to |please )?(?:subscribed?|sign up|register)\b.*|.*\b(?:newsletter"
        r"|mailing list|email updates)\b.*"
        r"|.*\b(?:abonnieren sie|newsletter abonnieren|abonnez-vous|suscríb(?:ete|ase)"
        r"|iscriviti)\b.*",
    ),
    (
        "share",
        r"share(?: (?:this|on|via|with|to)\b.*|:|)|(?:leave|post|add) a comment|"
        r"(?:tweet|like|pin|email|print)(?: this(?: (?:article|page|post))?)?|"
        r"share this:?|(?:click to )?(?:share|tweet|email|print)(?: this)?(?: on| via| "
        r"to)? ?(?:facebook|twitter|x|whatsapp|"
        r"linkedin|reddit|telegram|a friend)?.*\(opens in new window\)|facebook|twitter"
        r"|whatsapp|linkedin|reddit|telegram|"
        r"print(?: version| friendly.*)?|e-?mail|like loading\.*|like this:?|teilen|drucken"
        r"|partager.*|imprimer(?: (?:cet article|la page))?|tweeter|imprimir|stampa|compartir.*"
        r"|condividi.*|druck(?:version|ansicht)"
        r"|teilen mit:?|gefällt mir.{0,30}|.{0,30}wird geladen ?(?:…|\.\.\.)"
        r"|j['’]aime.{0,10}chargement.{0,4}|me gusta.{0,10}cargando.{0,4}"
        r"|version imprimable|versión (?:para (?:imprimir|impresión)|imprimible)"
        r"|versione stampabile|версия для печати|[\d.,k ]{1,12}share|"
        r"copy link|pdf|download(?: (?:pdf|as pdf|this article))?|save",
    ),
    (
        "navigation",
        r"(?:weiterlesen|lesen sie auch|(?:à )?lire aussi|leggi anche|lea también"
        r"|читайте также) ?: .*|continue (?:to|reading)\b.*|read (?:more|on|next|also)\b.*"
        r"|see also:? part\b.*|(?:next|previous|prev|older|newer)"
        r"(?:(?: (?:article|page|post|chapter|section|entry))?(?::.*)?)|"
        r"(?:back|return|go|up) to (?:the )?(?:top|home|contents|index|main|start|list"
        r"|archive|beginning|previous)\b.*|"
        r"[(\[]?(?:continued|continues|cont\.|turn) (?:on|from|to|overleaf)(?: page| p\.)? ?\d*"
        r"[)\]]?\.?|fortsetzung (?:auf|von) s(?:eite|\.) ?\d+|suite (?:en )?p(?:age|\.) ?\d+|"
        r"(?:home|menu|top|search|skip to .*|contents|index|login|log in|register|archives?"
        r"|about us|contact us?|qui sommes-nous ?\?|(?:nous )?contacte?r?|s['’]abonner"
        r"|se connecter|mon compte|über uns|kontakt|chi siamo|contatti|quiénes somos|contacto"
        r"|(?:springe )?zum inhalt(?: springen)?|aller au contenu.*|(?:saltar|ir) al contenido"
        r"|vai al contenuto|перейти к содержимому"
        r"|о нас|контакты|подписаться|iscriviti|suscribirse)|"
        r"related(?: (?:articles?|posts?|stories|content|reading))?:?|more from .{1,40}"
        r"|you (?:may|might) also like.*|"
        r"(?:zurück|weiter|nach oben|inhalt|startseite|mehr zum thema)(?: .{1,40})?"
        r"|(?:retour|suite|haut de page|accueil)(?: .{1,40})?|"
        r"(?:home|start|startseite|accueil|inicio|you are here:?) ?[»›>/→|] ?.*|"
        r"[«‹←<]{1,2} ?[^»›]{1,60}(?<![.!?…:;,])|[^«‹]{1,60}(?<![.!?…:;,]) ?[»›→>]{1,2}"
        r"|jump to "
        r"(?:navigation|search|content|main)\b.*|top of (?:the )?page|click here\b.*|"
        r"view (?:all|more|source)\b.*|sign (?:in|out|up)|log ?out|get the app|start writing|"
        r"privacy(?: policy)?(?: ?[∙·|].*)?|terms(?: of (?:use|service)| (?:and|&) conditions)?"
        r"|disclaimers?|cookie (?:policy|statement|settings)|impressum|datenschutz\w*"
        r"|mentions légales|"
        r"also (?:read|see):? .*|links? to .{1,40}|part \w+ (?:is|can be found) here.*",
    ),
    (
        "promotion",
        r"mobile users!.*|.*\b(?:add .{1,40} to your home screen|download (?:our|the) app"
        r"|buy (?:it|th(?:e|is) book|now|from)|order (?:now|from|your copy)|"
        r"make a donation|donate(?: now| to us| today)|support (?:our|us|independent)"
        r"|become a (?:member|supporter|patron)|follow us)\b.*|"
        r"(?:it is |this (?:book|pamphlet) is |copies |also )?available (?:now )?(?:from"
        r"|at|in|through) .*",
    ),
    (
        "page-data",
        r"article information|(?:filed under|tagged?|tags|categor(?:y|ies)|topics?|posted "
        r"in|keywords|schlagw(?:ort|orte|örter)|"
        r"mots[- ]clés|etiquetas|kategorien?|etichette|étiquettes|метки|теги"
        r"|рубрик[аи])\b\s*:.*"
        r"|(?:filed under|posted in) .*|\d+ "
        r"(?:views|shares|likes|restacks|claps)(?: ?[·∙].*)?|by .{2,40} [·∙] launched .*|"
        r"dieser (?:beitrag|eintrag|artikel) wurde .{0,60}(?:unter|in) .{2,80} "
        r"(?:veröffentlicht|abgelegt|verschlagwortet)\b.*"
        r"|.*\blesezeichen (?:auf|für) den permalink.*"
        r"|ce contenu a été publié dans .*|esta entrada (?:fue|ha sido) publicada en .*"
        r"|questa voce è stata pubblicata in .*|запись опубликована в .*|"
        r"(?:pubblicato|inviato|posted|publicado|enviado|publié|soumis|veröffentlicht|gepostet"
        r"|eingestellt) (?:da|by|por|par|von) .{2,40}|"
        r"(?:reading time|read time|lesezeit)?:? ?(?:ca\. )?\d+[- ]"
        r"(?:min(?:ute|uto)?[ns]?|мин\w*)\.?"
        r"(?: (?:read|lesezeit|de lecture|de lectura|di lettura|чтения))?|"
        r"(?:this page was )?last (?:updated|modified|edited)\b.*|"
        r"(?:from|aus|de|da|un article de) .{2,30}, (?:the free encyclopedia|der freien "
        r"enzyklopädie|l['’]encyclopédie libre|la enciclopedia libre|l['’]enciclopedia libera)|"
        r"[∙·•|]+|(?:transcri(?:bed|ption|ber)(?: ?(?:/|and|&) ?(?:html|mark-?up))?"
        r"|(?:html )?mark-?up|html|proofread(?:ing)?|online version|public domain|copyleft"
        r"|digiti[sz]ed|scanned)(?: by)? ?: .*",
    ),
    (
        "rights",
        r"(?:copyright )?©.{0,80}|(?:copyright \(c\)|\(c\)(?: copyright)?,? \d{4}).{0,80}|"
        r"all rights reserved\.?.{0,60}|copyright "
        r"\d{4}.{0,60}|powered by .{1,40}|"
        r"this work is licensed under.*|text is available under .*",
    ),
)
_PATTERNS = tuple((name, regex(pattern, re.IGNORECASE)) for name, pattern in _CLASSES)

_BUTTON = regex(
    r"reuse this content|share|share this(?: (?:post|article|page))?|subscribed?(?: now)?"
    r"|leave a comment"
    r"|.{2,60} is a reader-supported publication\b.*|thanks for reading\b.{0,60}!.*"
    r"|[(\[]?(?:continued|cont\.) (?:on|from)(?: page| p\.)? ?\d+[)\]]?\.?"
    r"|fortsetzung (?:auf|von) s(?:eite|\.) ?\d+"
    r"|(?:weiterlesen|lesen sie auch|(?:à )?lire aussi|leggi anche|lea también|читайте также"
    r"|read also|also read) ?: .{3,80}(?<![.!?])",
    re.IGNORECASE,
)
"""Lines that some publishers set between any two paragraphs."""

ZONE = 24
"""Lines at the head and at the foot where furniture stands."""

LONG = 220
"""Characters: a longer line is text."""


def class_of(words: str) -> str:
    """The class of a line that is furniture by what it says; empty for any other.

    >>> class_of("Share this article")
    'share'
    >>> class_of("Share and share alike was their rule.")
    ''
    """
    if len(words) > LONG or _is_sentence(words):
        return ""
    if " | " in words:
        found = [class_of(part.strip()) for part in words.split(" | ")]
        if all(found):
            return found[0]
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(words)), "")


SENTENCE = 7
"""Words beyond which a line with a full stop is a sentence of somebody’s."""

_SITE = regex(
    r"\b(?:our|us|newsletters?|e?-?mails?|mailing|updates?|posts?|articles?|pages?|sites?|website"
    r"|click|here|apps?|chapter|subscribers?|members?|supporters?|support|donat\w+|issues?|free"
    r"|magazine|available|copyright|licen[cs]e|reserved|screen|comments?|lesezeichen|permalink)\b|©|\(c\)",
    re.IGNORECASE,
)
"""What furniture that comes in whole sentences speaks of: the site itself."""


def _is_sentence(words: str) -> bool:
    """Whether a line is of the text, though it begins as a button does: “Read more, he …”."""
    ends = words.rstrip('”’"»)').endswith((".", "?"))
    return ends and len(words.split()) > SENTENCE and not _SITE.search(words)


def clear_furniture(draft: Draft) -> Outcome:
    """Take out navigation, sharing, promotion and comments."""
    edits = Edits(draft.text)
    findings: list[Finding] = []
    lines = written_lines(draft.text)
    lines = drop_marked(lines, draft, edits, findings)
    lines = _comments(lines, edits, findings)
    _zone(lines, edits)
    drop_pull_quotes(lines, edits, findings, draft.facts.subtitle)
    for line in lines:
        if len(line.text) < LONG and _BUTTON.fullmatch(line.text.strip()):
            edits.delete(line.start, line.end, class_of(line.text.strip()))
    text, changes = edits.done()
    return draft.then(text, findings), changes


_RELATED = regex(
    r"related(?: (?:articles?|posts?|stories|content|reading))?:?|more from .{1,40}"
    r"|you (?:may|might) also like.*|(?:recent|latest|popular) (?:posts?|articles?)"
    r"|ähnliche (?:beiträge|artikel)|mehr zum thema|verwandte (?:artikel|themen|beiträge)"
    r"|das könnte sie auch interessieren|(?:à )?lire (?:aussi|également)|articles (?:similaires"
    r"|liés|connexes)|(?:sur le même (?:sujet|thème)|dans la même (?:rubrique|catégorie))"
    r"|(?:entradas|artículos|notas) relacionad[oa]s|también (?:te|le) puede interesar"
    r"|articoli correlati|leggi anche|похожие (?:статьи|записи|материалы)|читайте также:?",
    re.IGNORECASE,
)


def find_related(lines: Sequence[Line]) -> range:
    """The lines under a text that lead to others of the site; empty at the end where none."""
    for index in range(max(0, len(lines) - 2 * ZONE), len(lines)):
        if _RELATED.fullmatch(words_of(lines[index].text).strip()):
            stop = next(
                (at for at in range(index, len(lines)) if lines[at].text[0] in BLOCKS),
                len(lines),
            )
            rest = [words_of(line.text).strip() for line in lines[index + 1 : stop]]
            if all(len(words) < LONG / 2 and words[-1:] != "." for words in rest):
                return range(index, stop)
    return range(len(lines), len(lines))


def menu_of(lines: Sequence[Line]) -> set[int]:
    """The lines of a site's menu: words alone, between others that lead to its pages."""
    head = [words_of(line.text).strip() for line in lines[:ZONE]]
    ways = [index for index, words in enumerate(head) if class_of(words) == "navigation"]
    found: set[int] = set()
    for one, other in pairwise(ways):
        between = head[one + 1 : other]
        if 2 <= len(between) <= MENU and all(len(words.split()) == 1 for words in between):
            found |= set(range(one + 1, other))
    return found


MENU = 8
"""Entries between two that any site has."""


def _zone(lines: Sequence[Line], edits: Edits) -> None:
    notes = next((i for i, line in enumerate(lines) if line.text[0] == NOTE), len(lines))
    for index in (*menu_of(lines), *find_related(lines)):
        edits.delete(lines[index].start, lines[index].end, "navigation")
    places = set(range(min(ZONE, len(lines))))
    for end in (notes, len(lines)):
        places |= set(range(max(0, end - ZONE), end))
    gone: set[int] = set()
    for index in sorted(places, reverse=True):
        line = lines[index]
        if line.text[0] in BLOCKS - {BULLET} or MARK in line.text:
            continue
        words = words_of(line.text).strip()
        found = class_of(words)
        if index > notes and words.isdecimal() and index + 1 in gone:
            found = "page-data"  # how often the button below was used
        gone |= {index} if found else set()
        if found:
            edits.delete(line.start, line.end, found)
            if found == "promotion" and index and _introduced(words, lines[index - 1]):
                edits.delete(lines[index - 1].start, lines[index - 1].end, found)


def _introduced(words: str, before: Line) -> bool:
    """Whether ``It is available …`` speaks of the book presented in the line before."""
    return (
        words.lower().startswith(("it is available", "this book is", "available from"))
        and len(before.text) < 400
        and bool(re.search(r"\b(?:book|pamphlet|dvd|film|issue)\b", before.text, re.IGNORECASE))
    )


def _comments(lines: Sequence[Line], edits: Edits, findings: list[Finding]) -> list[Line]:
    """Take out the comments of readers; return the lines that stay."""
    found = find_comments(lines)
    if not found:
        return list(lines)
    for line in lines[found.start : found.stop]:
        edits.delete(line.start, line.end, "comment")
    message = f"{len(found)} lines of readers’ comments were taken out"
    findings.append(Finding("comment", lines[found.start].start, message, Weight.DOUBT))
    return [*lines[: found.start], *lines[found.stop :]]
