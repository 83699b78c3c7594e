"""How finds are ranked, in plain Python."""
