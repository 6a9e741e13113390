"""Family F: what brings money: funding links (F150, F250) and payments (F155, F255)."""

import re
from collections.abc import Iterable, Iterator

from publisher.model import ValueRecipient, ValueTimeSplit
from publisher.rules.catalogue import Problem
from publisher.rules.feed.complete import (
    can_be_paid,
    has_url,
    is_payable,
    points_somewhere,
    recipient_type,
    shares,
)
from publisher.rules.feed.tagged import Tagged, tag_rule, too_long
from publisher.rules.feed.vocabulary import RECIPIENT_TYPES

_AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,12})?")
_ALICE = '{name = "Alice", address = "alice@example.com", split = %s}'


@tag_rule(
    "50",
    "bad-funding",
    summary="a funding link can't be followed, or its text is too long",
    why="Podverse, AntennaPod and Podcast Guru show `podcast:funding` as a button: without an "
    "address there is none, without words it has no name, and after 128 characters it is cut.",
    fix='Write `funding = [{url = "https://…", text = "Support the show"}]`.',
    key="funding",
    bad=('[{text = "Support the show"}]', '[{text: "Support the show"}]'),
    good=(
        '[{url = "https://example.com/give", text = "Support the show"}]',
        '[{url: "https://example.com/give", text: "Support the show"}]',
    ),
)
def bad_funding(tagged: Tagged) -> Iterator[Problem]:
    for item in tagged.holder.funding:
        place = tagged.source.place(*item.at)
        if not has_url(item):
            message = "funding needs a whole address, url = https://…: it is left out of the feed"
            yield Problem(message, place)
        elif item.text is None:
            yield Problem("funding has no text: apps have no words for the button; add text", place)
        elif message := too_long(item.text, "the text of funding"):
            yield Problem(message, tagged.source.place(*item.at, "text"))


@tag_rule(
    "55",
    "bad-value",
    summary="a payment can't reach everybody it is meant for",
    why="Fountain, Podverse and Castamatic pay the recipients of `podcast:value` by their shares: "
    "one without address, or without share, gets nothing, and a block whose shares sum to 0 pays "
    "nobody. What an app can't pay is left out of the feed.",
    fix="Give every recipient `address` (a Lightning address, or a node's key with `type`) and "
    "`split`, its shares.",
    key="value",
    bad=(
        '{recipients = [{name = "Alice", split = 100}]}',
        "{recipients: [{name: Alice, split: 100}]}",
    ),
    good=(
        f"{{recipients = [{_ALICE % 100}]}}",
        "{recipients: [{name: Alice, address: alice@example.com, split: 100}]}",
    ),
)
def bad_value(tagged: Tagged) -> Iterator[Problem]:
    for block in tagged.holder.value:
        told = list(_recipients(block.recipients, tagged))
        yield from told
        if not is_payable(block) and not told:
            message = "value pays nobody: it needs a recipient with a share, and is left out"
            yield Problem(message, tagged.source.place(*block.at))
        if block.suggested is not None and _AMOUNT.fullmatch(block.suggested) is None:
            yield Problem(
                f'suggested "{block.suggested}" is not an amount: apps suggest none. Write a '
                "number such as 0.00000005",
                tagged.source.place(*block.at, "suggested"),
            )
        for split in block.time_splits:
            yield from _time_split(split, tagged)


def _recipients(recipients: Iterable[ValueRecipient], tagged: Tagged) -> Iterator[Problem]:
    for each in recipients:
        kind = recipient_type(each)
        name = f'the recipient "{each.name}"' if each.name else "a recipient"
        if not can_be_paid(each):
            missing = 'type, such as "node"' if kind is None and each.address else "address"
            if kind is not None and each.address:
                missing = "split, the number of shares"
            message = f"{name} has no {missing}: nothing can be paid, and it is left out"
            yield Problem(message, tagged.source.place(*each.at))
        elif kind not in RECIPIENT_TYPES:
            message = f'{name} has the type "{kind}", which no app pays; write "node" or '
            yield Problem(f'{message}"lnaddress"', tagged.source.place(*each.at, "type"))


def _time_split(split: ValueTimeSplit, tagged: Tagged) -> Iterator[Problem]:
    place = tagged.source.place(*split.at)
    yield from _recipients(split.recipients, tagged)
    if split.start_seconds is None or not split.duration_seconds:
        yield Problem("a time split needs start and duration: it is left out", place)
    elif tagged.length_seconds is not None and split.start_seconds >= tagged.length_seconds:
        message = "starts after the episode's end, so it pays nobody: correct its start"
        yield Problem(f"a time split {message}", tagged.source.place(*split.at, "start"))
    if split.remote_item is not None and split.recipients:
        yield Problem(
            "a time split pays its recipients or those of another feed, not both: apps take the "
            "other feed's. Leave one out",
            place,
        )
    elif not points_somewhere(split.remote_item) and shares(split.recipients) == 0:
        message = "pays nobody: it needs recipients, or remote_item with a feed_guid"
        yield Problem(f"a time split {message}", place)
