"""`/_preview`: the notes of each episode as every app will show them, side by side."""

from publisher.previewing.pages import preview_files, preview_index, preview_page

__all__ = ["preview_files", "preview_index", "preview_page"]
