"""The kinds of single values: texts, numbers, truth values, choices, addresses."""

import math
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from publisher.config.tables import Kind, Reading, Rejected, Schema, did_you_mean, quoted
from publisher.documents.parsed import Keys
from publisher.model import Value

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"[\t\r\n]+ *")
_UNSAFE_SCHEME = re.compile(r"\s*(?:javascript|data|vbscript)\s*:", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s/?#@:]+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,18}")
_YES = frozenset(("true", "yes", "on"))
_NO = frozenset(("false", "no", "off"))


def _text(value: Value, at: Keys, reading: Reading) -> str | None:
    if type(value) is not str:
        # A number or a date keeps its own spelling: 1.10 is not 1.1, 007 is not 7.
        if isinstance(value, bool | list | dict) or value is None:
            raise reading.mismatch(at, value, "a text")
        value = reading.text.written(*at)
    if _CONTROL.search(value):
        value = _CONTROL.sub("", value)
        message = f"{reading.name(at)} has control characters, which are left out; delete them"
        reading.complain("E108", at, message)
    return value.strip() or None


def _line(value: Value, at: Keys, reading: Reading) -> str | None:
    if type(value) is str and value.isprintable():
        return value.strip() or None
    text = _text(value, at, reading)
    return _BREAK.sub(" ", text) if text else None


def _flag(value: Value, at: Keys, reading: Reading) -> bool | None:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else ""
    if word in _YES or word in _NO:
        return word in _YES
    raise reading.mismatch(at, value, "true or false")


def _explicit(value: Value, at: Keys, reading: Reading) -> bool | None:
    word = value.strip().lower() if isinstance(value, str) else ""
    if word in ("clean", "explicit"):
        return word == "explicit"
    return _flag(value, at, reading)


def whole_number(least: int = 0, most: int = 10**15) -> Kind:
    """A whole number, also in quotes."""
    wanted = "a whole number" if most == 10**15 else f"a whole number from {least} to {most}"

    def read(value: Value, at: Keys, reading: Reading) -> int | None:
        number: int | None = None
        if isinstance(value, int) and not isinstance(value, bool):
            number = value
        elif (isinstance(value, float) and math.isfinite(value) and value.is_integer()) or (
            isinstance(value, str) and _DIGITS.fullmatch(value.strip())
        ):
            number = int(value)
        if number is None or not least <= number <= most:
            raise reading.mismatch(at, value, wanted)
        return number

    bounds = {"minimum": least, "maximum": most}
    return Kind(wanted, read, {"type": ["integer", "string"], "pattern": "^[0-9]{1,18}$", **bounds})


def number(least: float, most: float) -> Kind:
    """A number between two bounds."""
    wanted = f"a number from {least:g} to {most:g}"

    def read(value: Value, at: Keys, reading: Reading) -> float | None:
        if (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and least <= value <= most
        ):
            return float(value)
        raise reading.mismatch(at, value, wanted)

    return Kind(wanted, read, {"type": "number", "minimum": least, "maximum": most})


def choice(words: Mapping[str, Any]) -> Kind:
    """One of some words; the result is what the word stands for."""
    wanted = " or ".join(f'"{word}"' for word in words)

    def read(value: Value, at: Keys, reading: Reading) -> Any:
        word = value.strip().lower() if isinstance(value, str) else ""
        if word in words:
            return words[word]
        hint = did_you_mean(word, words) if word else ""
        message = f"{reading.name(at)} must be {wanted}, not {quoted(value)}{hint}"
        raise Rejected("E102", message)

    return Kind(wanted, read, {"enum": list(words)})


def matching(pattern: str, wanted: str) -> Kind:
    """A text of a certain form."""
    compiled = re.compile(pattern)

    def read(value: Value, at: Keys, reading: Reading) -> str | None:
        text = _line(value, at, reading)
        if text is not None and not compiled.fullmatch(text):
            raise reading.mismatch(at, text, wanted)
        return text

    return Kind(wanted, read, {"type": "string", "pattern": f"^(?:{pattern})$"})


def _account(value: Value, at: Keys, reading: Reading) -> tuple[Keys, str] | None:
    text = _link(value, at, reading)
    return (at, text) if text else None


def _link(value: Value, at: Keys, reading: Reading) -> str | None:
    url = _line(value, at, reading)
    if url is not None and _UNSAFE_SCHEME.match(url):
        raise reading.mismatch(at, url, "the address of a web page, https://…")
    return url


def _web_address(value: Value, at: Keys, reading: Reading) -> str | None:
    url = _line(value, at, reading)
    if url is not None and not _is_web_address(url):
        raise reading.mismatch(at, url, "a whole address, https://…")
    return url


def _is_web_address(url: str) -> bool:
    """Say whether it is one that players can take apart: one they can't breaks the whole feed."""
    try:
        return bool(_WEB.fullmatch(url) and urlsplit(url).port != 0)
    except ValueError:  # such as `https://[`, or a port of 99999
        return False


def _base_address(value: Value, at: Keys, reading: Reading) -> str | None:
    url = _web_address(value, at, reading)
    return url.rstrip("/") if url else None


def _day(value: Value, at: Keys, reading: Reading) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise reading.mismatch(at, value, "a day such as 2024-01-31")


_WRITTEN: Schema = {"type": ["string", "number"]}  # of a number its spelling counts
_YES_OR_NO: Schema = {"anyOf": [{"type": "boolean"}, {"enum": sorted(_YES | _NO)}]}
_ADDRESS: Schema = {"type": "string", "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@:]+"}

TEXT = Kind("a text", _text, _WRITTEN)
LINE = Kind("a text", _line, _WRITTEN)
FLAG = Kind("true or false", _flag, _YES_OR_NO)
EXPLICIT = Kind(
    "true or false", _explicit, {"anyOf": [_YES_OR_NO, {"enum": ["clean", "explicit"]}]}
)
LINK = Kind("an address", _link, {"type": "string"})
ACCOUNT = Kind("a handle or an address", _account, _WRITTEN)  # with its key path
WEB_ADDRESS = Kind("an address", _web_address, _ADDRESS)
BASE_ADDRESS = Kind("an address", _base_address, _ADDRESS)
DAY = Kind("a day", _day, {"type": "string", "format": "date"})
MEDIA_TYPE = matching(
    r"[\w!#$&^.+-]{1,99}/[\w!#$&^.+-]{1,99}(?: ?;.{0,200})?", 'a media type such as "audio/mpeg"'
)
LANGUAGE = matching(
    r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", 'a language code such as "en" or "pt-br"'
)
