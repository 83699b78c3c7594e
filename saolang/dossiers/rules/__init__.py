"""What the law decides about a dossier, plain Python."""
