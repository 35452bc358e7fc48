"""The book as the trade hears of it: one ONIX 3.0 message."""

from anthology.editions.onix.message import write_onix

__all__ = ["write_onix"]
