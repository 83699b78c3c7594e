"""Pages no single context owns."""
