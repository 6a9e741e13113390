"""What all forms share: a method for each kind of block and inline, found by the kind."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from publisher.notes.blocks import (
    Break,
    Bullets,
    Code,
    CodeBlock,
    Coupon,
    Detail,
    Divider,
    Emphasis,
    Heading,
    Image,
    Inline,
    Link,
    Moment,
    Paragraph,
    Portrait,
    Quote,
    Strike,
    Strong,
    Table,
    Timeline,
    plain_text,
)

_NAMES: dict[type, str] = {
    Paragraph: "paragraph",
    Heading: "heading",
    Bullets: "bullets",
    Quote: "quote",
    CodeBlock: "code_block",
    Table: "table",
    Divider: "divider",
    Timeline: "timeline",
    str: "words",
    Link: "link",
    Moment: "moment",
    Image: "image",
    Strong: "strong",
    Emphasis: "emphasis",
    Strike: "strike",
    Code: "code",
    Coupon: "coupon",
    Portrait: "portrait",
    Detail: "detail",
    Break: "line_break",
}


class Writer:
    """Writes blocks and inlines. `base` is the page's URL, to complete relative addresses; empty
    where unknown."""

    methods: ClassVar[dict[type, Callable[..., Any]]]

    def __init_subclass__(cls) -> None:
        cls.methods = {kind: getattr(cls, name) for kind, name in _NAMES.items()}

    def __init__(self, base: str = "") -> None:
        self.base = base

    def words(self, text: str) -> str:
        """Return plain words as this form writes them."""
        return text

    def coupon(self, node: Coupon) -> str:
        """Return a code that listeners type somewhere."""
        return self.inlines((Strong((node.text,)),))

    def portrait(self, node: Portrait) -> str:
        """Return the name of somebody credited."""
        return self.inlines((Strong((node.name,)),))

    def detail(self, node: Detail) -> str:
        """Return words about what was named before."""
        return self.words(node.before + node.text)

    def inlines(self, nodes: Sequence[Inline]) -> str:
        """Return one run of words and links."""
        methods = self.methods
        if len(nodes) == 1:
            return methods[type(nodes[0])](self, nodes[0])  # type: ignore[no-any-return]
        return "".join([methods[type(node)](self, node) for node in nodes])

    def said(self, link: Link) -> str:
        """Return what a link says where pictures can't be shown: their words, at last the URL."""
        children = link.children
        if len(children) == 1 and type(children[0]) is str:
            return self.words(children[0])
        if _plain_enough(children):
            return self.inlines(children)
        return self.words(plain_text(children).strip() or link.url)


def _plain_enough(nodes: Sequence[Inline]) -> bool:
    return all(
        type(node) is str
        or isinstance(node, Code)
        or (isinstance(node, Strong | Emphasis | Strike) and _plain_enough(node.children))
        for node in nodes
    )
