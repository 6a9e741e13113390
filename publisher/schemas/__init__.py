"""JSON Schema of what may stand in config and front matter, from the definitions that validate."""
