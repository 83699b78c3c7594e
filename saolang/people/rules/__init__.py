"""What is decided about accounts, in plain Python."""
