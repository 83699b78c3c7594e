"""Provinces and communes, and what merged into what, when."""
