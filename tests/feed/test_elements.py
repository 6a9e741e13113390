"""Elements are written as lxml would write them, whatever is in them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.feed.elements import NAMESPACES, Element, write_content
from publisher.feed.text import clean_text

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    ["]]>", "&amp;&#0;", "\x00a\x1f", "\ud800", '"><x y="', "a\r\nb\tc\n", "", " ", "\ufffe"]
)


def written(name: str, content: Any, indent: str = "") -> str:
    lines: list[str] = []
    write_content(lines, name, content, indent)
    return "".join(lines)


def parsed(text: str) -> Any:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return etree.fromstring(f"<top {declared}>{text}</top>")[0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, ""),
        ([], ""),
        ("a < b", "<t>a &lt; b</t>\n"),
        (Element(), "<t/>\n"),
        (Element(""), "<t></t>\n"),
        (Element("a", {"b": "c", "d": None}), '<t b="c">a</t>\n'),
        (Element(attributes={"a": '<"\n\t&>'}), '<t a="&lt;&quot;&#10;&#9;&amp;&gt;"/>\n'),
        (Element("<b>", cdata=True), "<t><![CDATA[<b>]]></t>\n"),
        ([Element("1"), Element("2")], "<t>1</t>\n<t>2</t>\n"),
        (Element(children=(("c", Element()),)), "<t>\n  <c/>\n</t>\n"),
        (
            Element("x", children=(("c", Element(children=(("d", Element()),))),)),
            "<t>x<c><d/></c></t>\n",
        ),
        (Element(namespaces={"a": "urn:b"}), '<t xmlns:a="urn:b"/>\n'),
    ],
)
def test_forms(content: Any, expected: str) -> None:
    assert written("t", content) == expected


def test_children_stand_two_spaces_further_in() -> None:
    inner = Element(children=(("c", Element("x")),))
    text = written("a", Element(children=(("b", inner),)), "  ")
    assert text == "  <a>\n    <b>\n      <c>x</c>\n    </b>\n  </a>\n"


@given(ANYTHING, ANYTHING)
def test_any_text_and_attribute_comes_back(text: str, value: str) -> None:
    element = parsed(written("podcast:txt", Element(text, {"purpose": value})))
    assert (element.text or "") == clean_text(text)
    assert element.get("purpose") == clean_text(value)
    assert len(element) == 0
    assert set(element.attrib) == {"purpose"}


@given(ANYTHING, ANYTHING)
def test_the_form_is_that_of_lxml(text: str, value: str) -> None:
    lines = written("a", Element(children=(("b", Element(text, {"c": value})), ("d", Element()))))
    tree = etree.Element("a")
    etree.SubElement(tree, "b", {"c": clean_text(value)}).text = clean_text(text)
    etree.SubElement(tree, "d")
    assert lines == etree.tostring(tree, encoding="unicode", pretty_print=True)
