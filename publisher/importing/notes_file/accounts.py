"""Platforms and socials of a description → `show.toml`; what has no place there stays a link."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.documents.toml_writing import Entry
from publisher.importing.description.understanding import (
    Account,
    DecisionKind,
    FoundLink,
    Understanding,
)
from publisher.importing.notes_file.identifying import full
from publisher.links.roles import identity
from publisher.model import Profile, Show
from publisher.platforms import platforms


class ShowAccounts(NamedTuple):
    """Tables for `show.toml`, and links that the episode keeps."""

    tables: Mapping[str, Entry]
    links: tuple[Mapping[str, object], ...]
    taken: frozenset[str]  # addresses of links that went into a table


def place_accounts(found: Understanding, show: Show | None) -> ShowAccounts:
    """Return where a show's accounts go: a table has one address for each platform.

    What the show, or one of its hosts, has already is not written again.
    """
    there = _addresses(show)
    links: list[Mapping[str, object]] = []
    websites = list(_own_websites(found))
    socials = (*found.socials, *(Account(each.title or "", each.url) for each in websites))
    tables: dict[str, Entry] = {}
    for name, accounts, known in (
        ("socials", socials, show.socials if show else ()),
        ("platforms", found.platforms, show.platforms if show else ()),
    ):
        table, left = _table(accounts, known, there)
        if table:
            tables[name] = table
        links += left
    return ShowAccounts(tables, tuple(links), frozenset(each.url for each in websites))


def _table(
    accounts: Sequence[Account], known: Sequence[Profile], there: frozenset[str]
) -> tuple[dict[str, object], list[Mapping[str, object]]]:
    table: dict[str, object] = {}
    links: list[Mapping[str, object]] = []
    named = {each.platform for each in known}
    for account in accounts:
        url = full(account.url)
        if identity(url) in there or url in table.values():
            continue
        key = account.name or account.platform
        if key in named or key in table:
            links.append({"title": _name(account), "url": url, "kind": "profile"})
        else:
            table[key] = url
    return table, links


def _addresses(show: Show | None) -> frozenset[str]:
    """Return what the notes of a show link already: its accounts, and those of its hosts."""
    if show is None:
        return frozenset()
    urls = [each.url for each in (*show.socials, *show.platforms)]
    for host in show.hosts:
        urls += [each.url for each in host.profiles]
        urls += [host.website] if host.website else []
    urls += [show.link] if show.link else []
    return frozenset(map(identity, urls))


def _own_websites(found: Understanding) -> Iterator[FoundLink]:
    """Yield websites that stand among the show's own accounts: they are of that kind, too."""
    kinds = [each for each in found.decisions if each.kind is not DecisionKind.BODY]
    by_url = {link.url: link for link in found.links}
    for index, each in enumerate(kinds):
        near = kinds[max(0, index - 1)], kinds[min(len(kinds) - 1, index + 1)]
        if each.kind is not DecisionKind.LINK or not any(
            beside.kind is DecisionKind.SOCIAL for beside in near
        ):
            continue
        for link in by_url.values():
            if link.kind == "website" and link.person is None and link.title == each.value:
                yield link


def _name(account: Account) -> str:
    known = platforms().get(account.platform)
    return account.name or (known.name if known else account.platform)
