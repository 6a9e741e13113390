"""How grave each finding is that reading an episode file can give."""

from publisher.errors import DocumentError
from publisher.model import Finding, Place, Severity

SEVERITIES = {
    "E001": Severity.ERROR,
    "E002": Severity.WARNING,
    "E003": Severity.WARNING,
    "E101": Severity.WARNING,
    "E102": Severity.WARNING,  # an error in the fields that decide on the place in the feed
    "E103": Severity.ERROR,
    "E104": Severity.ERROR,
    "E105": Severity.ERROR,
    "E106": Severity.ERROR,
    "E107": Severity.ERROR,
    "E108": Severity.WARNING,
    "E109": Severity.WARNING,
    "E110": Severity.WARNING,
    "E203": Severity.ERROR,
    "M305": Severity.WARNING,
    "M307": Severity.WARNING,
    "P101": Severity.ERROR,
    "P104": Severity.ERROR,
    "S101": Severity.ERROR,
}


def unread_finding(error: DocumentError) -> Finding:
    """Return the finding for a file that can't be read."""
    place = Place(error.path, error.line, error.column)
    return Finding("E001", SEVERITIES["E001"], error.message, place)
