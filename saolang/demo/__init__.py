"""A believable province in one command."""
