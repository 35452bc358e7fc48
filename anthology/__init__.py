"""Make an anthology: raw texts in; clean sources, an EPUB and PDF editions out."""

__version__ = "0.1.0"
