"""Produced papers and number registers."""
