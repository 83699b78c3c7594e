"""Browser input about dossiers: draft (producer) and office."""
