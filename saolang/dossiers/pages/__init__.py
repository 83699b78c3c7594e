"""What the pages of dossiers show, prepared: nothing here asks a browser or writes."""
