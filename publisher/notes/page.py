"""Blocks → HTML for the episode's own page."""

from publisher.notes.blocks import (
    Break,
    Bullets,
    Code,
    CodeBlock,
    Coupon,
    Detail,
    Divider,
    Heading,
    Image,
    Link,
    Moment,
    Portrait,
    Quote,
    Strike,
    Table,
    Timeline,
)
from publisher.notes.campaigns import is_sponsored
from publisher.notes.html import FeedHtml, escape, escape_attribute


class PageHtml(FeedHtml):
    """Writes what a web page can show; headings begin at `h2`, below the page's own title.

    Links to the sponsors, whose addresses begin as one of `sponsored`, say that they are paid
    for. Moments are links to `#t=<seconds>`.
    """

    _has_breaks = True

    def __init__(self, sponsored: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.sponsored = sponsored

    def heading(self, block: Heading) -> str:
        level = min(block.level + 1, 6)
        return f"<h{level}>{self.inlines(block.children)}</h{level}>"

    def bullets(self, block: Bullets) -> str:
        written = super().bullets(block)
        if block.start is None or block.start == 1:
            return written
        return f'<ol start="{block.start}">{written.removeprefix("<ol>")}'

    def quote(self, block: Quote) -> str:
        return f"<blockquote>\n{self.blocks(block.children)}\n</blockquote>"

    def code_block(self, block: CodeBlock) -> str:
        return f"<pre><code>{escape(block.text)}\n</code></pre>"

    def table(self, block: Table) -> str:
        head, *rows = block.rows
        lines_of_rows = [
            "<tr>{}</tr>".format("".join(f"<td>{self.inlines(cell)}</td>" for cell in row))
            for row in rows
        ]
        heads = "".join(f'<th scope="col">{self.inlines(cell)}</th>' for cell in head)
        body = "\n".join(("<tbody>", *lines_of_rows, "</tbody>\n")) if rows else ""
        return f"<table>\n<thead>\n<tr>{heads}</tr>\n</thead>\n{body}</table>"

    def divider(self, _block: Divider) -> str:
        return "<hr>"

    def timeline(self, block: Timeline) -> str:
        return '<ul class="chapters">{}'.format(super().timeline(block).removeprefix("<ul>"))

    def link(self, node: Link) -> str:
        paid = node.paid or (self.sponsored and is_sponsored(node.url, self.sponsored))
        rel = ' rel="sponsored nofollow"' if paid else ""
        return f'<a href="{escape_attribute(node.url)}"{rel}>{self.inlines(node.children)}</a>'

    def moment(self, node: Moment) -> str:
        return f'<a href="#t={node.seconds}">{escape(node.text)}</a>'

    def image(self, node: Image) -> str:
        url, alt = escape_attribute(node.url), escape_attribute(node.alt)
        return f'<img src="{url}" alt="{alt}" loading="lazy">'

    def coupon(self, node: Coupon) -> str:
        return f'<code class="coupon" data-copy>{escape(node.text)}</code>'

    def detail(self, node: Detail) -> str:
        return f' <span class="{node.kind}">{escape(node.text)}</span>'

    def portrait(self, node: Portrait) -> str:
        name = escape(node.name)
        if node.page is not None:
            name = f'<a href="{escape_attribute(node.page)}">{name}</a>'
        return f"{_picture(node)}<strong>{name}</strong>"

    def strike(self, node: Strike) -> str:
        return f"<s>{self.inlines(node.children)}</s>"

    def code(self, node: Code) -> str:
        return f"<code>{escape(node.text)}</code>"

    def line_break(self, _node: Break) -> str:
        return "<br>\n"


def _picture(node: Portrait) -> str:
    """Return the portrait; where there is none, a place in which the style sheet puts initials."""
    if node.image is not None:
        return (
            f'<img class="portrait" src="{escape_attribute(node.image)}" alt="" '
            'width="64" height="64" loading="lazy">'
        )
    hue = len(node.name) % 6
    return f'<span class="portrait hue{hue}" data-initials="{initials(node.name)}"></span>'


def initials(name: str) -> str:
    """Return the first letters of the first and the last word, as an attribute may hold them."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return escape_attribute("".join(letters[:1] + letters[1:][-1:]).upper())
