"""Rule packs and the scoring engine; plain Python, not a Django app."""
