"""A description → one episode file of a show: `publisher import --notes`."""

from publisher.importing.notes_file.importing import AskedNotes, import_notes

__all__ = ["AskedNotes", "import_notes"]
