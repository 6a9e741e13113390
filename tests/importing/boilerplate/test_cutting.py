"""Bodies in blocks, and joined again."""

import pytest

from publisher.importing.boilerplate.cutting import BlockKind, cut_blocks, join_blocks
from tests.importing.boilerplate.showing import said_before

BODIES = [
    "One\ntwo\n\nthree",
    "Title\n===\n\nText\n---\nmore",
    "# A\ntext\n## B\n- one\n- two\n  - below\n\n  more of two\n\n- loose",
    "Follow https://example.org/x \\\nand  \nso on",
    "Text\n* * *\n- - -\nend",
    "```\ncode\n\n# no heading\n```\n\n- item",
    "~~~\nnever closed\n\n- item",
    "<div>\n\n**text**\n\n</div>\n\n<!-- a\n\nb -->\n\nend",
    "> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n1. one\n2. two",
    "    code\n\ntext\n\n    of an item or code",
    "**bold\\\nand more**\\\nend",
    "Half [a\\\nlink](https://example.org/)",
    "Ends in a backslash\\\\\nno break\\",
    "* a\n+ b\n- c",
    "## \n\n#\n\n-\n\n*",
]


@pytest.mark.parametrize("body", BODIES)
def test_joined_blocks_say_the_same(body: str) -> None:
    blocks = cut_blocks(body)
    assert blocks is not None
    joined = join_blocks(blocks)
    assert said_before(joined) == said_before(body)
    again = cut_blocks(joined)
    assert again is not None
    assert [(block.text, block.kind) for block in again] == [(b.text, b.kind) for b in blocks]


def test_kinds() -> None:
    blocks = cut_blocks("# A\n\nFollow us:\n\n- one\n- two\n\nline\\\nline\n\n***\n\n> quote")
    assert blocks is not None
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.LINE, 7),
        (BlockKind.ITEM, 0),
        (BlockKind.ITEM, 0),
        (BlockKind.LINE, 0),
        (BlockKind.LINE, 0),
        (BlockKind.RULE, 0),
        (BlockKind.OTHER, 0),
    ]


def test_what_can_be_taken_out_alone_is_taken_out_alone() -> None:
    blocks = cut_blocks("one\\\n<https://two.example>\\\nthree\n\n- a\n- b\n- c")
    assert blocks is not None
    left = join_blocks([block for block in blocks if block.text not in ("three", "- b")])
    assert left == "one\\\n<https://two.example>\n\n- a\n- c"


@pytest.mark.parametrize(
    "body", ["[a][1]\n\n[1]: https://example.org/", "x[^1]\n\n[^1]: note", "a" * 200_001]
)
def test_where_a_block_rests_on_another_nothing_is_cut(body: str) -> None:
    assert cut_blocks(body) is None
