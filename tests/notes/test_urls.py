import pytest

from publisher.notes.urls import safe_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        (" https://a.example/ ", "https://a.example/"),
        ("../up", "../up"),
        ("/root", "/root"),
        ("//host.example/x", "//host.example/x"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("bitcoin:1abc", "bitcoin:1abc"),
        ("https://a.example/a b\"<>'", "https://a.example/a%20b%22%3C%3E'"),
        ("https://a.example/é", "https://a.example/é"),
        ("https://a.example/\x00\ud800x", "https://a.example/x"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("blob:https://a.example/x", None),
        ("", None),
        (" ", None),
    ],
)
def test_safe_url(url: str, expected: str | None) -> None:
    assert safe_url(url) == expected
