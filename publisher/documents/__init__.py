"""Text files → values, and where each value stands."""

from publisher.documents.document import Document
from publisher.documents.paths import display_path
from publisher.documents.reading import LIMIT_BYTES, read_markdown, read_toml

__all__ = ["LIMIT_BYTES", "Document", "display_path", "read_markdown", "read_toml"]
