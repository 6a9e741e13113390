"""Transcripts: read from every form they come in, written in those that apps read."""
