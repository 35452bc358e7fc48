"""From the book to files: what both editions share, then ``epub`` and ``pdf``."""
