"""Bytes: received, checked, quarantined, hashed, handed out by signed link."""
