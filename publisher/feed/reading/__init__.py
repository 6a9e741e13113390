"""Feeds of any origin → what they say: `parsing` takes bytes, `pages` feeds of several pages."""
