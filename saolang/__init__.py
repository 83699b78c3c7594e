"""Sao Làng: the platform of the One Commune One Product programme."""
