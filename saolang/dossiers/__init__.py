"""One product's attempt to be rated."""
