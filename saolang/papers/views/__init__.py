"""Pages of produced papers and of templates."""
