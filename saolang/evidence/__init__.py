"""A producer's papers, dated and reused."""
