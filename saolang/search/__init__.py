"""One index port, SQLite FTS5 or PostgreSQL behind it."""
