"""Pages of the council table."""
