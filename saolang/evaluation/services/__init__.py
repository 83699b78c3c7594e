"""Verbs of advisers, the province office, council members, secretary and chair."""
