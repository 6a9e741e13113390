"""Addresses where no page is meant to be are no links."""

from publisher.links.fields import field_values


def test_namespaces_and_hubs_are_no_links() -> None:
    values = field_values(
        {
            "hubs": ["https://hub.example.com/"],
            "extra_tags": [{"tag": "a:b", "namespace": "https://example.com/ns"}],
            "funding": [{"url": "https://example.com/give"}],
        }
    )
    assert [value.value for value in values] == ["https://example.com/give"]
