"""Values shared by all contexts: no models, no Django."""
