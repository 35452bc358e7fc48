"""Markup with gaps to fill in."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


class Form(str):
    """Markup whose gaps are filled in a fifth of the time that ``Markup.format`` takes.

    A book has tens of thousands of them. Gaps are plain: ``{}`` or ``{0}``.
    """

    __slots__ = ()

    def format(self, *values: object, **_: object) -> Markup:
        """Fill the gaps; what is no markup is escaped.

        >>> Form("<b>{}</b>{}").format("R & D", Markup("<br/>"))
        Markup('<b>R &amp; D</b><br/>')
        """
        return markup(str.format(self, *map(written, values)))


def written(value: object) -> Markup:
    """Return a value as markup; what is none is escaped."""
    return value if value.__class__ is Markup else escape(value)


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Join markup: all parts are."""
    return markup(between.join(parts))


def markup(words: str) -> Markup:
    """Return words that are markup, in a tenth of the time that ``Markup(words)`` takes."""
    return str.__new__(Markup, words)
