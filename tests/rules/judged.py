"""What family F says of a show made without files."""

from typing import Any

from publisher.model import Episode, Finding
from publisher.rules.catalogue import Context
from publisher.rules.runner import judge_episode, judge_show
from tests.feed.builders import NOW, make_episode, make_network, make_show


def show_findings(
    *episodes: Episode, site: str | None = "https://example.com", **changes: Any
) -> list[Finding]:
    """Return what F says of a show with these episodes (default: a sound one)."""
    show = make_show(**changes)
    context = Context(NOW, make_network(show, site), show)
    found = judge_show(show, episodes or (make_episode(1),), context)
    return [each for each in found if each.code.startswith("F")]


def show_codes(*episodes: Episode, **changes: Any) -> str:
    """Return the codes of `show_findings`, sorted."""
    return " ".join(sorted(each.code for each in show_findings(*episodes, **changes)))


def show_message(*episodes: Episode, **changes: Any) -> str:
    """Return the message of the only finding."""
    (finding,) = show_findings(*episodes, **changes)
    return finding.message


def episode_codes(**changes: Any) -> str:
    """Return the codes of F for one episode of a sound show, sorted."""
    episode = make_episode(1, **changes)
    show = make_show()
    found = judge_episode(episode, Context(NOW, make_network(show), show, episode))
    return " ".join(sorted(each.code for each in found if each.code.startswith("F")))
