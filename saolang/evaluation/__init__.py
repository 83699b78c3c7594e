"""Rounds, councils, score sheets, results."""
