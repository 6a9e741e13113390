"""Whatever an episode file holds, no form carries a script, a handler, a style or a bad address."""

import re
from html import unescape

import comrak
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import NotedLink, Promo
from publisher.notes.gather import gather_notes
from publisher.notes.render import Form, NotesRenderer
from tests.notes.builders import (
    NOW,
    make_episode,
    make_network,
    make_show,
    make_sponsor,
    sponsored,
)

FEED_TAG = re.compile(r'<(?:/?(?:p|ol|ul|li|strong|em)|a href="[^"<>]+"|/a)>')
PAGE_TAG = re.compile(
    r"</?(?:section|h[2-6]|p|ul|ol|li|strong|em|s|code|pre|blockquote|table|thead|tbody|tr|td)>"
    r'|</?(?:a|th)>|<(?:section|ul) class="[a-z]+">|<th scope="col">|<hr>|<br>'
    r'|<ol start="\d+">|<a href="[^"<>]*"(?: rel="sponsored nofollow")?>'
    r'|<img src="[^"<>]*" alt="[^"<>]*" loading="lazy">'
    r'|<code class="coupon" data-copy>|<span class="portrait hue\d" data-initials="[^"<>]*"></span>'
    r'|<img class="portrait" src="[^"<>]*" alt="" width="64" height="64" loading="lazy">|</span>'
    r'|<span class="(?:bio|tagline|offer)">'
)
ADDRESS = re.compile(r'<(?:a href|img src|img class="portrait" src)="([^"]*)"')
BAD_SCHEME = re.compile(
    r"[\x00-\x20]*(?:j\s*a\s*v\s*a|data|vbscript|file|blob|about)[a-z]*\s*:", re.I
)

ATTACKS = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)" onclick="x()">a</a>',
    "<a href='java&#10;script:alert(1)'>a</a>",
    '<a href=" &#1;javascript:alert(1)">a</a>',
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](<java\nscript:x>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    '[a](https://x.example/"onmouseover="alert(1))',
    '[a](https://x.example "t\\" onmouseover=\\"alert(1)")',
    "<style>body{display:none}</style>",
    '<p style="position:fixed" class="x" id="y">a</p>',
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>' src='https://ok.example/'></iframe>",
    "<form action=x><button formaction=javascript:x>b</button></form>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "`<script>`\n\n    <script>alert(1)</script>\n",
    "<a href='https://ok.example/\"><script>alert(1)</script>'>a</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "| <script> | [a](javascript:x) |\n|---|---|\n| <b onclick=x> | </table><script> |",
    "[x]: javascript:alert(1)\n\n[x]",
    "<details open ontoggle=alert(1)><summary>a",
    "</section></main><script>alert(1)</script>",
    "\x02" + "0\x03",
)


def check_all_forms(rendered: dict[Form, str]) -> None:
    for form in (Form.HTML, Form.APPLE, Form.SPOTIFY):
        assert "<" not in FEED_TAG.sub("", rendered[form])
        check_nesting(rendered[form])
    assert "<" not in PAGE_TAG.sub("", rendered[Form.PAGE])
    for form in (Form.HTML, Form.PAGE):
        for address in ADDRESS.findall(rendered[form]):
            assert not BAD_SCHEME.match(address)
    assert "<" not in rendered[Form.YOUTUBE] and ">" not in rendered[Form.YOUTUBE]
    check_markdown(rendered[Form.MARKDOWN])
    for text in rendered.values():
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)


def check_markdown(markdown: str) -> None:
    """What a reader makes of the Markdown has no raw HTML and no bad address."""
    options, render = comrak.ExtensionOptions(), comrak.RenderOptions()
    options.table = options.autolink = options.strikethrough = render.unsafe_ = True
    html = comrak.render_markdown(markdown, options, None, render)
    assert "<!--" not in html
    assert not re.search(r"<(?:script|style|svg|math|iframe|form|base|div|\w+ on\w+=)", html, re.I)
    for address in ADDRESS.findall(html):
        assert not BAD_SCHEME.match(unescape(address))


def check_nesting(html: str) -> None:
    """The feed's form is well-formed: every element is closed, in order."""
    stack: list[str] = []
    for slash, name in re.findall(r"<(/?)(\w+)", html):
        if slash:
            assert stack.pop() == name
        else:
            stack.append(name)
    assert not stack


def render_everywhere(text: str) -> dict[Form, str]:
    """Put the text wherever an episode file may hold one."""
    network, show = make_network(), make_show()
    sponsor = make_sponsor(text or "S", id="s", url=text, tagline=text, offer=text, code=text)
    episode = make_episode(
        text,
        title=text,
        summary=text,
        sponsors=(sponsored(sponsor, copy=text),),
        promos=(Promo(text, url=text, code=text, offer=text),),
        links=(NotedLink(text, title=text), NotedLink(f"https://a.example/{text}")),
    )
    notes = gather_notes(episode, show, network, NOW)
    renderer = NotesRenderer(network, show)
    return {form: renderer.render(notes, form).text for form in Form}


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/<code>&lt;script&gt;</code>",
        "<b>www.x.example</b><code>&lt;script&gt;</code>",
        "https://<i>x.example/</i><s><code>&lt;script&gt;</code></s>",
        "https://x.example/<img alt='a' src='https://i.example/(<script>)'>",
        "www.x.example&nbsp;<code>&lt;script&gt;</code>",
        "<b>www.x.example</b>&emsp;<code>&lt;script&gt;</code>",
        "| a | b |\n|---|---|\n| `x\\|<script>` | c |",
    ],
)
def test_nothing_in_markdown_is_taken_into_an_address_before_it(text: str) -> None:
    check_markdown(render_everywhere(text.replace("https:", "https&#58;"))[Form.MARKDOWN])
    check_markdown(render_everywhere(text)[Form.MARKDOWN])


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack(attack: str) -> None:
    rendered = render_everywhere(attack)
    check_all_forms(rendered)
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(f"<!DOCTYPE html><html lang=en><title>t</title><body>{rendered[Form.PAGE]}")


PIECES = (
    *("<b>", "</b>", "<p>", "</p>", "<ul><li>", "</ul>", "<div>", "</div>", "<a href=x>", "</a>"),
    *("\n\n", "\n", "> ", "- ", "* ", "1. ", "# ", "`", "**", "_", "[", "](", ")", "\\"),
    *("<", ">", '"', "'", "&", "|", "<table>", "</table>", "<!--", "-->", "<pre>", "  \n"),
)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(ATTACKS),
            st.sampled_from(PIECES),
            st.text(max_size=12),
        ),
        max_size=12,
    )
)
@settings(max_examples=100, deadline=None)
def test_anything(pieces: list[str]) -> None:
    check_all_forms(render_everywhere("".join(pieces)))
