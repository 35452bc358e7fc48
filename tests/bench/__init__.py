"""Measurements: run by hand, told in notes, never part of the tests."""
