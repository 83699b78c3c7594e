"""What a product is, rated or not."""
