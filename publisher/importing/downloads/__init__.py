"""Recordings, pictures, chapters and transcripts brought beside their episodes."""
