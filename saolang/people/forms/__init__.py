"""The shape of what people type about themselves, producers and offices."""
