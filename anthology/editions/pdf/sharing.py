"""What is alike is reckoned once: styles, their lengths, the heights of their lines.

WeasyPrint gives elements a style in common where the same rules hold for them, but not
where they have an ``id`` or a link, as each note has with its mark, nor to what is
generated before or after them. It turns the lengths of a style into numbers again for each
box and each line. And it makes styles for the number of a list item and for the mark of a
note of every element there is: they are made here when somebody asks for them.

Made for one version of WeasyPrint; ``cures.py`` sees to it.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle, StyleFor
from weasyprint.css import computed_values as computed_module
from weasyprint.css import units as units_module
from weasyprint.formatting_structure import boxes as kinds
from weasyprint.layout import absolute, block, column, float, grid, inline, page, percent, table
from weasyprint.text import line_break

OWN = frozenset({"anchor", "link"})
"""What makes elements different that are alike else; neither is inherited."""

SELDOM = frozenset(
    {"marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}
)
"""What WeasyPrint’s own style sheet has rules for at every element."""

_SIDES = ("left", "right", "top", "bottom")
_LENGTHS = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in _SIDES),
    *(f"{least}{what}" for least in ("", "min_", "max_") for what in ("width", "height")),
)

_set_computed_styles = StyleFor.set_computed_styles
_style_for = StyleFor.__call__
_missing = ComputedStyle.__missing__
_copy = ComputedStyle.copy
_resolve_percentages = percent.resolve_percentages
_strut = line_break.strut


def share() -> None:
    """Let this process’s WeasyPrint share what is alike; doing so twice is harmless."""
    StyleFor.set_computed_styles = _share_style
    StyleFor.__call__ = _asked
    ComputedStyle.__missing__ = _value
    ComputedStyle.copy = _copied
    ComputedStyle.anonymous_style = property(_anonymous)
    for module in (absolute, block, column, float, grid, inline, page, percent, table):
        module.resolve_percentages = resolve_percentages
    for module in (inline, line_break, computed_module, units_module):
        module.strut = strut


def _share_style(
    styles: Any,
    element: Any,
    parent: Any,
    root: Any = None,
    pseudo_type: Any = None,
    **how: Any,
) -> None:
    """Make the style of an element; what few elements have waits until it is asked for."""
    make = partial(_make_style, styles, element, parent, root, pseudo_type, **how)
    if pseudo_type in SELDOM:
        cascaded = styles._cascaded_styles[element, pseudo_type]
        styles.__dict__.setdefault("later", {})[element, pseudo_type] = cascaded, make
    else:
        make()


def _asked(styles: Any, element: Any, pseudo_type: Any = None) -> Any:
    """Return a style, if there is one."""
    key = element, pseudo_type
    later = styles.__dict__.get("later", {})
    if key in later:
        styles._cascaded_styles[key], make = later.pop(key)
        make()
        del styles._cascaded_styles[key]
    return _style_for(styles, element, pseudo_type)


def _make_style(
    styles: Any,
    element: Any,
    parent: Any,
    root: Any,
    pseudo_type: Any,
    **how: Any,
) -> None:
    """Make a style, and note which other one is like it."""
    _set_computed_styles(styles, element, parent, root, pseudo_type, **how)
    style = styles._computed_styles[element, pseudo_type]
    if style.parent_style is None:
        return
    cascaded = styles._cascaded_styles.get((element, pseudo_type), {})
    rules = frozenset(
        (name, id(value), *weight[:2], tuple(weight[2]))
        for name, (value, weight) in cascaded.items()
        if name not in OWN
    )
    alike = styles.__dict__.setdefault("alike", {})
    key = (id(_like(style.parent_style)), pseudo_type, rules)
    first = alike.setdefault(key, style)
    if first is not style and not _is_tabular(first):
        style.like = first
        style.specified = first.specified


def _is_tabular(style: Any) -> bool:
    """Tell whether a style is of a table: WeasyPrint changes it while it builds the table."""
    return any("table" in part for part in style["display"])


def _like(style: Any) -> Any:
    """Return the first of the styles that are alike."""
    return style.__dict__.get("like", style)


def _value(style: Any, key: str) -> Any:
    """Return a value of a style that is not known yet."""
    first = style.__dict__.get("like")
    if first is None or key in OWN:
        return _missing(style, key)
    value, own = first[key], dict(style)
    style.update(first)  # all that is known by now: one by one they are asked for very often
    for name in OWN & style.keys():
        del style[name]
    style.update(own)
    return value


def _copied(style: Any) -> Any:
    """Copy a style; a note’s copy still has in common with others what it does not know."""
    copy = _copy(style)
    if style["float"] == "footnote" and "like" in style.__dict__:
        copy.like = style.like
    return copy


def _anonymous(style: Any) -> Any:
    """Return the style of boxes without an element, which takes over what is inherited."""
    found = style.__dict__.get("nameless")
    if found is None:
        first = style.__dict__.get("like")
        found = first.anonymous_style if first is not None else AnonymousStyle(style)
        style.nameless = found
    return found


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box: those of its style, if none is a percentage."""
    style = box.style
    first = style.__dict__.get("like", style)
    used = first.__dict__.get("used")
    if used is None:
        used = first.used = _used(style)
    if used and not isinstance(box, kinds.PageBox):
        box.__dict__.update(used)
    else:
        _resolve_percentages(box, containing_block)


def _used(style: Any) -> dict[str, Any]:
    """Return lengths that are the same in whatever block; nothing if some are not."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return {}
    found: dict[str, Any] = {
        f"border_{side}_width": style[f"border_{side}_width"] for side in _SIDES
    }
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            found[name] = 0 if name.startswith("min_") else "auto"
        elif getattr(value, "unit", None) == "px":
            found[name] = value.value
        else:
            return {}
    return found


def strut(style: Any) -> Any:
    """Return the height and the baseline of a line of a style."""
    first = style.__dict__.get("like", style)
    found = first.__dict__.get("strut")
    if found is None:
        found = first.strut = _strut(style)
    return found
