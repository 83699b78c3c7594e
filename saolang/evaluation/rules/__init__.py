"""What a council's working rules decide, in plain Python."""
