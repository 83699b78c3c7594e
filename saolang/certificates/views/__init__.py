"""Pages of certificates and decisions."""
