"""What the law says of products, in plain Python."""
