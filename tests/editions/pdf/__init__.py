"""Tests of the PDF edition."""
