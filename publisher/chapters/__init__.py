"""Chapters: read from every form they are written in, written in those that apps read."""
