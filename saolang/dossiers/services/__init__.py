"""What changes a dossier: draft (producer), commune and province."""
