from datetime import date
from pathlib import Path
from typing import Any

import pytest

from publisher.config.kinds import (
    BASE_ADDRESS,
    DAY,
    EXPLICIT,
    FLAG,
    LANGUAGE,
    LINE,
    LINK,
    MEDIA_TYPE,
    TEXT,
    WEB_ADDRESS,
    choice,
    number,
    whole_number,
)
from publisher.config.tables import Kind
from tests.config.builders import take

TYPE = choice({"full": 1, "bonus": 2})


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (LINE, "  A title  ", "A title"),
        (LINE, "1.10", "1.10"),
        (LINE, "007", "007"),
        (LINE, "12", "12"),
        (LINE, '"a\\n  b\\tc"', "a b c"),
        (LINE, '"  "', None),
        (LINE, "'[red]markup[/red]'", "[red]markup[/red]"),
        (TEXT, '"a\\n\\nb"', "a\n\nb"),
        (FLAG, "true", True),
        (FLAG, "Yes", True),
        (FLAG, "'off'", False),
        (EXPLICIT, "clean", False),
        (EXPLICIT, "Explicit", True),
        (EXPLICIT, "no", False),
        (whole_number(), "12", 12),
        (whole_number(), "'0012'", 12),
        (whole_number(), "12.0", 12),
        (number(0, 2), "1", 1.0),
        (TYPE, "Bonus", 2),
        (LANGUAGE, "pt-br", "pt-br"),
        (MEDIA_TYPE, "audio/x-m4a", "audio/x-m4a"),
        (MEDIA_TYPE, 'audio/ogg; codecs="opus"', 'audio/ogg; codecs="opus"'),
        (LINK, "www.example.com", "www.example.com"),
        (WEB_ADDRESS, "https://example.com/a", "https://example.com/a"),
        (BASE_ADDRESS, "https://example.com/a/", "https://example.com/a"),
        (DAY, "2024-01-31", date(2024, 1, 31)),
    ],
)
def test_taken(tmp_path: Path, kind: Kind, written: str, value: Any) -> None:
    assert take(tmp_path, kind, f"v: {written}") == (value, [])


@pytest.mark.parametrize(
    ("kind", "written", "message"),
    [
        (LINE, "[a]", "v must be a text, not a list"),
        (LINE, "true", "v must be a text, not true"),
        (FLAG, "maybe", 'v must be true or false, not "maybe"'),
        (FLAG, "1", "v must be true or false, not 1"),
        (EXPLICIT, "x", 'v must be true or false, not "x"'),
        (whole_number(), "twelve", 'v must be a whole number, not "twelve"'),
        (whole_number(), "1.5", "v must be a whole number, not 1.5"),
        (whole_number(), "-1", "v must be a whole number, not -1"),
        (whole_number(), "true", "v must be a whole number, not true"),
        (whole_number(1, 9), "10", "v must be a whole number from 1 to 9, not 10"),
        (number(0.1, 300), "0", "v must be a number from 0.1 to 300, not 0"),
        (TYPE, "bonnus", 'v must be "full" or "bonus", not "bonnus"; did you mean "bonus"?'),
        (LANGUAGE, "English!", 'v must be a language code such as "en" or "pt-br"'),
        (MEDIA_TYPE, "mp3", 'v must be a media type such as "audio/mpeg"'),
        (LINK, "'javascript:alert(1)'", "v must be the address of a web page"),
        (LINK, "' JavaScript :alert(1)'", "v must be the address of a web page"),
        (LINK, "data:text/html;base64,x", "v must be the address of a web page"),
        (WEB_ADDRESS, "example.com", "v must be a whole address, https://…"),
        (WEB_ADDRESS, "https://user@example.com", "v must be a whole address, https://…"),
        (DAY, "2024-13-45", 'v must be a day such as 2024-01-31, not "2024-13-45"'),
    ],
)
def test_rejected(tmp_path: Path, kind: Kind, written: str, message: str) -> None:
    value, messages = take(tmp_path, kind, f"v: {written}")
    assert value is None
    assert len(messages) == 1
    assert message in messages[0]


def test_control_characters_are_left_out_with_a_complaint(tmp_path: Path) -> None:
    value, messages = take(tmp_path, LINE, 'v: "\\e[31mred\\0 \\x9b1m"')
    assert value == "[31mred 1m"
    assert messages == ["v has control characters, which are left out; delete them"]


def test_what_a_message_quotes_is_short_and_harmless(tmp_path: Path) -> None:
    _, [message] = take(tmp_path, whole_number(), f'v: "\\e]8;;{"x" * 500}"')
    assert "\x1b" not in message
    assert len(message) < 120
