"""Ordered lists that begin with another number than 1: the engine reads it in styles alone."""

from __future__ import annotations

from xml.etree.ElementTree import Element


def number_lists(tree: Element) -> None:
    """Let each list begin with its number."""
    for items in tree.iter("ol"):
        start = items.get("start")
        if start:
            items.set("style", f"counter-reset: list-item {int(start) - 1}")
