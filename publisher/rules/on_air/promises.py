"""Sentences in which somebody promises a link: "it's in the show notes"."""

from typing import NamedTuple

from publisher.rules.on_air.heard import Heard
from publisher.rules.on_air.vocabulary import Vocabulary, vocabulary


class Promise(NamedTuple):
    """Which sentence it is, where its words stand, and how many sentences behind it are meant."""

    sentence: int
    start: int
    end: int
    reach: int = 0


_MOST_SENTENCES = 5000  # looked at: of hours of talk a few hundred have such words


FARTHEST = 11  # sentences from a site to the promise: ten stand between
_SOON = 3


def promises_in(heard: Heard) -> list[Promise]:
    """Return the promises, at most one of each sentence, in order."""
    words = vocabulary()
    found: dict[int, Promise] = {}
    looked_at: set[int] = set()
    for key in words.keys:
        at = heard.lower.find(key)
        while at >= 0:
            sentence = heard.sentence_at(at)
            start, end = heard.sentence_span(sentence)
            if sentence not in looked_at:
                looked_at.add(sentence)
                if len(looked_at) > _MOST_SENTENCES:
                    return sorted(found.values())
                said = words.promises.search(heard.lower, start, end)
                if said is not None:
                    reach = _reach(heard.lower[start:end], words)
                    found[sentence] = Promise(sentence, said.start(), said.end(), reach)
            at = heard.lower.find(key, max(end, at + 1))
    return sorted(found.values())


def _reach(sentence: str, words: Vocabulary) -> int:
    """Return how far behind a promise a site may be named that is meant by it."""
    if not any(word in sentence for word in words.links):
        return 0
    return FARTHEST if any(word in sentence for word in words.all) else _SOON
