"""Pages no single context owns: home, search, one desk per role."""
