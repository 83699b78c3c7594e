"""Pages of products: what a producer enters, and the story it tells."""
