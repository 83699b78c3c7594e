"""The page behind every printed code."""
