"""What the law decides about certificates, in plain Python."""
