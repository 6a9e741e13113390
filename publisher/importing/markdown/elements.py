"""What the elements of HTML are to notes: which hold blocks, which set words, which are unseen."""

from publisher.importing.markdown.pieces import BOLD, CODE, ITALIC, STRIKE

STYLES = {
    **dict.fromkeys(("b", "strong"), BOLD),
    **dict.fromkeys(("i", "em"), ITALIC),
    **dict.fromkeys(("s", "strike", "del"), STRIKE),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), CODE),
}
BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "details"),
        *("summary", "figure", "figcaption", "center", "dl", "dt", "dd", "address", "caption"),
        *("fieldset", "legend", "form", "nav", "hgroup", "dialog", "search", "optgroup", "option"),
    )
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset(("ul", "ol", "menu", "dir"))
PLAYERS = frozenset(("iframe", "audio", "video", "embed", "object", "frame"))
UNSEEN = frozenset(
    (
        *("script", "style", "title", "template", "noscript", "svg", "noembed", "noframes"),
        *("head", "meta", "link", "base", "param", "source", "track", "area", "input", "textarea"),
        *("col", "colgroup", "datalist", "canvas", "applet", "frameset"),
    )
)
THROUGH = frozenset(
    (
        *("html", "body", "span", "font", "u", "ins", "mark", "small", "big", "sub", "sup", "abbr"),
        *("acronym", "cite", "q", "dfn", "var", "time", "data", "bdi", "bdo", "label", "button"),
        *("select", "output", "ruby", "rt", "rp", "rb", "rtc", "wbr", "nobr", "math", "picture"),
        *("map", "slot", "marquee", "blink", "meter", "progress", "thead", "tbody", "tfoot"),
    )
)
"""Elements that are read through: their words are seen, and nothing else of them."""

KNOWN = frozenset(
    (
        *(*STYLES, *BLOCKS, *HEADINGS, *LISTS, *PLAYERS, *UNSEEN, *THROUGH),
        *("a", "br", "hr", "img", "li", "pre", "xmp", "listing", "blockquote"),
        *("table", "tr", "td", "th"),
    )
)
