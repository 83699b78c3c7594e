"""Accounts, roles, producers."""
