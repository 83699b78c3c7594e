"""Reads about dossiers: what a producer sees (draft), a commune, a province."""
