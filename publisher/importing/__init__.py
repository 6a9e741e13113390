"""Feeds and descriptions → a show folder, and nothing of the user's own is ever overwritten."""
