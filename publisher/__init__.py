"""Episode files go in; show notes with validated links, feed.xml and a link report come out."""

__version__ = "0.1.0"
