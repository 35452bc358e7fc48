"""Tests of the rooms that read files."""
