"""Files → documents. Sizes are bounded, and every failure is one clear DocumentError."""

from pathlib import Path

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.decoding import Decoded, NotTextError, decode
from publisher.documents.document import Document
from publisher.documents.frontmatter import Format, split_front_matter
from publisher.documents.json_values import parse_json
from publisher.documents.parsed import Parsed, ParseError, Span
from publisher.documents.paths import display_path
from publisher.documents.toml_values import parse_toml
from publisher.errors import DocumentError

LIMIT_BYTES = 5 * 1024 * 1024
LIMIT_FRONT_MATTER = 1_000_000  # characters; also of a TOML file


def read_markdown(file: Path) -> Document:
    """Read a Markdown or HTML file with front matter in YAML, TOML or JSON, or with none.

    Raises DocumentError.
    """
    return markdown_document(file, _read_bytes(file, display_path(file)))


def markdown_document(file: Path, data: bytes) -> Document:
    """Return the Markdown file that holds `data`, as `read_markdown` does."""
    path = display_path(file)
    decoded = _decode(path, data)
    text = decoded.text
    try:
        split = split_front_matter(text)
    except ParseError as problem:
        raise _error(path, decoded, problem, 0) from None
    front, body_start = split.front, split.body_start
    try:
        if split.format is Format.JSON:
            parsed, end = parse_json(text)
            front, body_start = Span(0, end), _next_line(text, end)
            _check_size(front)
        else:
            _check_size(front)
            parsed = _parse(split.format, text[front.start : front.end])
    except ParseError as problem:
        raise _error(path, decoded, problem, front.start) from None
    return Document(file, path, decoded=decoded, parsed=parsed, front=front, body_start=body_start)


def read_toml(file: Path) -> Document:
    """Read a TOML file; its body is empty. Raises DocumentError."""
    return toml_document(file, _read_bytes(file, display_path(file)))


def toml_document(file: Path, data: bytes) -> Document:
    """Return the TOML file that holds `data`, as `read_toml` does."""
    path = display_path(file)
    decoded = _decode(path, data)
    if decoded.strange is not None:
        problem = ParseError("a TOML file must be UTF-8; save it as UTF-8", decoded.strange)
        raise _error(path, decoded, problem, 0)
    end = len(decoded.text)
    try:
        _check_size(Span(0, end))
        parsed = parse_toml(decoded.text)
    except ParseError as problem:
        raise _error(path, decoded, problem, 0) from None
    return Document(file, path, decoded=decoded, parsed=parsed, front=Span(0, end), body_start=end)


def _check_size(front: Span) -> None:
    if front.end - front.start > LIMIT_FRONT_MATTER:
        raise ParseError(
            f"the front matter has more than {LIMIT_FRONT_MATTER:,} characters; move what is "
            "long, such as a transcript, into a file beside the episode"
        )


def _parse(form: Format, front: str) -> Parsed:
    if form is Format.YAML:
        from publisher.documents.yaml_values import parse_yaml

        return parse_yaml(front)
    if form is Format.TOML:
        return parse_toml(front)
    return Parsed({}, lambda _: None)


def _next_line(text: str, end: int) -> int:
    """Return where the line after `end` starts, if nothing else stands in this one."""
    newline = text.find("\n", end)
    if newline < 0:
        return len(text) if not text[end:].strip() else end
    return newline + 1 if not text[end:newline].strip() else end


def _error(path: str, decoded: Decoded, problem: ParseError, start: int) -> DocumentError:
    line, column, _ = decoded.position(start + problem.offset)
    return DocumentError(path, problem.message, line, column)


def _decode(path: str, data: bytes) -> Decoded:
    try:
        return decode(data)
    except NotTextError as error:
        raise DocumentError(path, str(error)) from None


def _read_bytes(file: Path, path: str) -> bytes:
    try:
        return read_bounded(file, LIMIT_BYTES)
    except NotOrdinaryError as error:
        raise DocumentError(path, str(error)) from None
    except TooBigError as error:
        raise DocumentError(path, _too_big(error.size_bytes)) from None
    except IsADirectoryError:
        message = "this is a folder, not a file; an episode in a folder of its own is its index.md"
        raise DocumentError(path, message) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise DocumentError(path, f"this file can't be read: {reason.lower()}") from None
    except ValueError:  # a name with a zero byte
        raise DocumentError(path, "no file can have this name") from None


def _too_big(size_bytes: int) -> str:
    megabytes = size_bytes / 1024 / 1024
    return (
        f"this file has {megabytes:,.1f} MB, an episode file may have "
        f"{LIMIT_BYTES // 1024 // 1024} MB; move what is not text out of it"
    )
