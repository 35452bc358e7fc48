"""Tests of the bibliographies as files."""
