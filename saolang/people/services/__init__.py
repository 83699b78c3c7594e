"""What changes about people: accounts, producers and their members, offices."""
