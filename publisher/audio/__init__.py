"""Audio files: what is in them, and how their enclosures are served."""
