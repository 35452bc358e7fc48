"""The front cover: drawn from the data of the book, or the editor’s own picture."""

from anthology.editions.cover.cover import Cover, begin_cover, make_cover, palette
from anthology.editions.cover.pattern import rays

__all__ = ["Cover", "begin_cover", "make_cover", "palette", "rays"]
