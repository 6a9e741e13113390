"""Text from outside in Markdown: shown as it is, in code, or as a link to where it says."""

import re
from urllib.parse import quote

from publisher.reports.visible import short

_MARKS = re.compile(r"[!#$&()*+.:<>@\[\\\]_`{|}~-]")
# After GitHub has rendered Markdown it makes links of @name, #12, GH-12 and ids of commits, and
# pictures of :name:. An empty comment between the letters keeps it from that, and isn't seen.
_MEANINGFUL = re.compile(
    r"(?<=[@#])(?=\w)|(?<=\bGH-)(?=\d)|(?<=:)(?=[\w+-]+:)|(?<=\b[0-9a-f]{6})(?=[0-9a-f])", re.I
)
_BREAK = "<!-- -->"
_NOT_A_LINK = re.compile(r"[^!#-;=?-\[\]_a-z~]")  # what would end or mark up <https://…>


def plain(text: str) -> str:
    """Return text that Markdown and GitHub show as it is."""
    broken = _MEANINGFUL.sub("\0", short(text))
    return _MARKS.sub(_escaped, broken).replace("\0", _BREAK)


def _escaped(mark: re.Match[str]) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(mark[0], f"\\{mark[0]}")


def code(text: str) -> str:
    """Return text in a code span, its fence longer than any backticks in it."""
    shown = short(text)
    longest = max(map(len, re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {shown} {fence}" if longest else f"{fence}{shown or ' '}{fence}"


def link(url: str) -> str:
    """Return a link to an http or https address, shown as it is written."""
    shown = short(url)
    if shown != url:
        return code(url)
    target = _NOT_A_LINK.sub(lambda found: quote(found[0], safe=""), url)
    return f"[{plain(url)}](<{target}>)"
