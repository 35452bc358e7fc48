"""The few words a book’s own furniture needs, in the languages we can vouch for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ENGLISH = {
    "acknowledgements": "Acknowledgements",
    "and": "and",
    "back-to-text": "Back to the text",
    "bibliography": "Works Cited",
    "by-author": "Texts by author",
    "by-date": "Texts by date",
    "cited-in": "Cited in",
    "colophon": "Colophon",
    "contents": "Contents",
    "contributors": "Contributors",
    "cover": "Cover",
    "edited-by": "Edited by",
    "half-title": "Half title",
    "headnote": "Editor’s headnote",
    "imprint": "Imprint",
    "in-this-volume": "In this volume",
    "introduction": "Introduction",
    "landmarks": "Landmarks",
    "notes": "Notes",
    "notes-to-page": "Notes to page",
    "notes-to-pages": "Notes to pages",
    "other-works": "Other Works",
    "page": "p.",
    "pages": "Pages",
    "part": "Part",
    "textual-note": "Note on the Texts",
    "title-page": "Title page",
    "translated-by": "Translated by",
}
_GERMAN = {
    "acknowledgements": "Nachweise",
    "and": "und",
    "back-to-text": "Zurück zum Text",
    "bibliography": "Literaturverzeichnis",
    "by-author": "Texte nach Autoren",
    "by-date": "Texte nach dem Datum",
    "cited-in": "Zitiert in",
    "colophon": "Kolophon",
    "contents": "Inhalt",
    "contributors": "Beiträger",
    "cover": "Umschlag",
    "edited-by": "Herausgegeben von",
    "half-title": "Schmutztitel",
    "headnote": "Vorbemerkung",
    "imprint": "Impressum",
    "in-this-volume": "In diesem Band",
    "introduction": "Einleitung",
    "landmarks": "Orientierung",
    "notes": "Anmerkungen",
    "notes-to-page": "Anmerkungen zu Seite",
    "notes-to-pages": "Anmerkungen zu Seiten",
    "other-works": "Weitere Werke",
    "page": "S.",
    "pages": "Seiten",
    "part": "Teil",
    "textual-note": "Zur Textgestalt",
    "title-page": "Titelblatt",
    "translated-by": "Übersetzt von",
}
_FRENCH = {
    "acknowledgements": "Remerciements",
    "and": "et",
    "back-to-text": "Retour au texte",
    "bibliography": "Ouvrages cités",
    "by-author": "Textes par auteur",
    "by-date": "Textes par date",
    "cited-in": "Cité dans",
    "colophon": "Colophon",
    "contents": "Table des matières",
    "contributors": "Auteurs",
    "cover": "Couverture",
    "edited-by": "Sous la direction de",
    "half-title": "Faux-titre",
    "headnote": "Présentation",
    "imprint": "Mentions légales",
    "in-this-volume": "Dans ce volume",
    "introduction": "Introduction",
    "landmarks": "Repères",
    "notes": "Notes",
    "notes-to-page": "Notes de la page",
    "notes-to-pages": "Notes des pages",
    "other-works": "Autres ouvrages",
    "page": "p.",
    "pages": "Pages",
    "part": "Partie",
    "textual-note": "Note sur le texte",
    "title-page": "Page de titre",
    "translated-by": "Traduit par",
}
_SPANISH = {
    "acknowledgements": "Agradecimientos",
    "and": "y",
    "back-to-text": "Volver al texto",
    "bibliography": "Obras citadas",
    "by-author": "Textos por autor",
    "by-date": "Textos por fecha",
    "cited-in": "Citado en",
    "colophon": "Colofón",
    "contents": "Índice",
    "contributors": "Autores",
    "cover": "Cubierta",
    "edited-by": "Edición de",
    "half-title": "Portadilla",
    "headnote": "Presentación",
    "imprint": "Créditos",
    "in-this-volume": "En este volumen",
    "introduction": "Introducción",
    "landmarks": "Puntos de referencia",
    "notes": "Notas",
    "notes-to-page": "Notas de la página",
    "notes-to-pages": "Notas de las páginas",
    "other-works": "Otras obras",
    "page": "p.",
    "pages": "Páginas",
    "part": "Parte",
    "textual-note": "Nota sobre los textos",
    "title-page": "Portada",
    "translated-by": "Traducción de",
}
_BY_LANGUAGE = {"de": _GERMAN, "en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH}


def terms(lang: str) -> Mapping[str, str]:
    """Return the words for a language; English where we have no others.

    >>> terms("de-AT")["contents"]
    'Inhalt'
    >>> terms("fi")["contents"]
    'Contents'
    """
    return MappingProxyType(_BY_LANGUAGE.get(lang.partition("-")[0].lower(), _ENGLISH))
