"""The map of relationships: a picture of who knows whom."""
