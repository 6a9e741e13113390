"""`podcast:value`: how listeners pay while they listen, and whom."""

from collections.abc import Iterable

from publisher.feed.elements import Content, Element
from publisher.feed.tags.podcasting import remote_item
from publisher.feed.text import decimal
from publisher.model import ValueBlock, ValueRecipient, ValueTimeSplit
from publisher.rules.feed.complete import (
    Holder,
    can_be_paid,
    is_payable,
    is_time_split,
    points_somewhere,
    recipient_type,
)

Children = tuple[tuple[str, Element], ...]


def value(holder: Holder) -> Content:
    return [_block(each) for each in holder.value if is_payable(each)] if holder.value else None


def _block(block: ValueBlock) -> Element:
    attributes = {"type": block.type, "method": block.method, "suggested": block.suggested}
    splits = tuple(
        ("podcast:valueTimeSplit", _time_split(each))
        for each in block.time_splits
        if is_time_split(each)
    )
    return Element(attributes=attributes, children=_recipients(block.recipients) + splits)


def _recipients(recipients: Iterable[ValueRecipient]) -> Children:
    return tuple(
        ("podcast:valueRecipient", _recipient(each)) for each in recipients if can_be_paid(each)
    )


def _recipient(recipient: ValueRecipient) -> Element:
    attributes = {
        "name": recipient.name,
        "type": recipient_type(recipient),
        "address": recipient.address,
        "customKey": recipient.custom_key,
        "customValue": recipient.custom_value,
        "split": str(recipient.split),
        "fee": "true" if recipient.fee else None,
    }
    return Element(attributes=attributes)


def _time_split(split: ValueTimeSplit) -> Element:
    remote = split.remote_item
    attributes = {
        "startTime": decimal(split.start_seconds or 0),
        "duration": decimal(split.duration_seconds or 0),
    }
    if remote is None or not points_somewhere(remote):
        return Element(attributes=attributes, children=_recipients(split.recipients))
    if split.remote_start_seconds is not None:
        attributes["remoteStartTime"] = decimal(split.remote_start_seconds)
    if split.remote_percentage is not None:
        attributes["remotePercentage"] = str(split.remote_percentage)
    children = (("podcast:remoteItem", remote_item(remote)),)
    return Element(attributes=attributes, children=children)
