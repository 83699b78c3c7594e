"""Pages about people: accounts, producers, offices."""
