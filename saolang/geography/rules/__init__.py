"""What is decided about places, in plain Python."""
