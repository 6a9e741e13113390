"""What the server adds to a page works under the page's own policy, and touches nothing else."""

from html import unescape

import pytest

from publisher.serving.injecting import error_page, with_script

META = b'<meta http-equiv="Content-Security-Policy" content="%s">'


def policy(page: bytes) -> dict[str, list[str]]:
    text = page.partition(b'content="')[2].partition(b'"')[0].decode()
    directives = (each.split() for each in unescape(text).split(";"))
    return {name: sources for name, *sources in directives}


def test_the_script_stands_at_the_end_of_the_body() -> None:
    page = with_script(b"<body><p>A </body> in text</BODY></html>", "v1")
    added = b'<script src="/_preview/live.js" data-version="v1" defer></script>'
    assert page == b"<body><p>A </body> in text" + added + b"</BODY></html>"
    assert with_script(b"<p>no end", "v1") == b"<p>no end" + added


@pytest.mark.parametrize("name", ["script-src", "style-src", "connect-src"])
@pytest.mark.parametrize(
    "written",
    [
        b"default-src 'none'",
        b"default-src 'none'; script-src 'sha256-abc='; connect-src 'none'",
        b"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;",
        b"script-src 'none'",
        b"default-src 'self'",
    ],
)
def test_a_policy_allows_the_server_s_own(name: str, written: bytes) -> None:
    found = policy(with_script(META % written, "v1"))
    assert "'self'" in found[name]
    assert "'none'" not in found[name]


def test_what_a_policy_says_otherwise_stays() -> None:
    written = b"default-src 'none'; script-src 'sha256-abc='; img-src https:; base-uri 'none'"
    found = policy(with_script(META % written, "v1"))
    assert found["script-src"] == ["'sha256-abc='", "'self'"]
    assert found["img-src"] == ["https:"]
    assert found["default-src"] == found["base-uri"] == ["'none'"]


def test_an_error_is_text() -> None:
    page = error_page("<script>alert(1)</script>\n\x1b[31mred")
    assert b"<script>alert" not in page
    assert b"\x1b" not in page
    assert b"&lt;script&gt;" in page
