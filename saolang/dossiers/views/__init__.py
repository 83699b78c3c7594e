"""Pages of dossiers: draft (producer), commune and province."""
