"""What changes a product: its description and photos, its story."""
