"""What a file is, by its bytes, and what it may be called. Plain Python."""
