"""TOML: values, and where each stands."""

import re
import tomllib

from publisher.documents.parsed import Keys, Parsed, ParseError, Span, is_too_deep
from publisher.documents.toml_places import find_spans

_TOO_DEEP = "this TOML has lists inside lists, too many to read"
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_DATE_BEFORE = re.compile(r"=[ \t]*\d{4}\Z")  # the parser stops after the year of 2024-13-45

# `a.a.a.a = 1`, also in an inline table: tomllib's time grows with the square of the dots.
_LONG_KEY = re.compile(
    r"(?:^|[{,\[])[ \t]*+(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){16}", re.MULTILINE
)


def parse_toml(text: str) -> Parsed:
    """Return the table that `text` is. Raises ParseError."""
    long_key = _LONG_KEY.search(text)
    if long_key:
        raise ParseError("this key has too many dots", long_key.start())
    if "\n" not in text:
        text = text.replace("\r", "\n")  # tomllib knows no other line ends; offsets stay
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_parsed(text, str(error)) from None
    except RecursionError:
        raise ParseError(_TOO_DEEP) from None
    except ValueError as error:  # a number with too many digits
        raise ParseError(f"this TOML can't be read: {error}") from None
    if is_too_deep(fields):
        raise ParseError(_TOO_DEEP)
    spans: dict[Keys, Span] = {}

    def locate(keys: Keys) -> Span | None:
        if not spans:
            spans[()] = Span(0, len(text))
            spans.update(find_spans(text))
        return spans.get(keys)

    return Parsed(fields, locate)


_EXPLAINED = {
    "Expected newline or end of document after a statement": (
        'something stands after the value; inside a text, write \\" for a quotation mark'
    ),
    "Expected '=' after a key in a key/value pair": 'a line must be: key = "value"',
    "Invalid value": "a text needs quotes around it",
    "Invalid statement": 'a line must be: key = "value"',
    "Invalid date or datetime": "there is no such date",
    "Cannot overwrite a value": "this key is given twice",
    "Illegal character '\\n'": "a quote is opened and not closed in this line",
}


def _not_parsed(text: str, message: str) -> ParseError:
    found = _PLACE.search(message)
    at = len(text)
    if found:
        message = message[: found.start()]
        if found[1]:
            # tomllib counts "\r\n" as one character.
            before = text.split("\n")[: int(found[1]) - 1]
            at = sum(len(line) + 1 for line in before) + int(found[2]) - 1
            if _DATE_BEFORE.search(text, text.rfind("\n", 0, at) + 1, at):
                message = "Invalid date or datetime"
    words = _EXPLAINED.get(message, message[:1].lower() + message[1:])
    if message == "Invalid value" and not text[at:].strip():
        words = "it ends in the middle of a value: a [ or a { is opened and not closed"
    return ParseError(f"this TOML can't be read: {words}", min(at, len(text)))
