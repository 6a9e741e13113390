"""Artwork: what an image file really is."""
