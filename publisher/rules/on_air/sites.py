"""Sites that are named in speech: "example.com", "example dot com slash show", letter by letter."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from publisher.links.urls import site_of
from publisher.platforms import is_platform_host
from publisher.rules.on_air.heard import Heard
from publisher.rules.on_air.vocabulary import top_level_domains, vocabulary

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_WRITTEN = re.compile(
    rf"(?<![\w@./-])(?P<scheme>https?://)?(?P<host>(?:{_LABEL}\.){{1,5}}[a-z]{{2,18}})"
    r"(?![\w@]|-\w|\.\w)(?P<path>(?:/[\w~%+-]{1,60}(?:\.[\w-]{1,20}){0,3}){0,6}/?)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\be-?mail|\bmailto|\bmail\b|\bcorreo|\bcourriel|@")
_MAIL_BEFORE = 50  # characters
_NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_SIGNS = {"dash": "-", "hyphen": "-", "minus": "-"}
_FILLING = frozenset({"number", "the", "digit", "letter"})
_TOKEN_BEFORE = re.compile(r"([\w-]{1,30})[,;:. ]{1,3}\Z")
_SPELLED = re.compile(r"[a-z0-9](?:-[a-z0-9]){0,20}")
_LONGEST_SPELLING = 24  # tokens
_ENDINGS = frozenset({"com", "org", "net", "fm", "dot"})
_NO_LABEL = frozenset({
    "the", "a", "an", "of", "in", "every", "these", "those", "and", "or", "to", "is", "was",
    "their", "our", "my", "your", "its", "this", "that", "at", "with", "for", "on", "big", "first",
    "some", "use", "like", "der", "die", "das", "el", "la", "le", "un", "il",
})  # fmt: skip


class Site(NamedTuple):
    """A site as it was named. Of one that was only heard, words before may belong to it, too."""

    start: int
    end: int
    host: str  # lower case, without www
    path: str = ""  # with its slash
    heard: bool = False

    @property
    def domain(self) -> str:
        """The registrable domain."""
        return site_of(self.host)


def sites_in(heard: Heard, start: int, end: int) -> Iterator[Site]:
    """Yield the sites named between two offsets; those spelled out as the one they spell."""
    found = [*_written(heard, start, end), *_spoken(heard, start, end)]
    for site in sorted(found):
        if not _is_address_of_mail(heard.lower, site.start):
            yield _spelled(heard.lower, site)


def _written(heard: Heard, start: int, end: int) -> Iterator[Site]:
    words = vocabulary()
    for found in _WRITTEN.finditer(heard.text, start, end):
        host, path = found["host"], found["path"].rstrip("/")
        last = host.rpartition(".")[2]
        if not last.islower() and not host.isupper():
            continue  # "done.So we": a space is missing
        host = host.lower()
        said = _slash().match(heard.lower, found.end()) if not path else None
        path = _path_of(said) if said else path
        sure = bool(found["scheme"] or path or host.startswith("www."))
        host = host.removeprefix("www.")
        if _is_site(host, _word_before(heard.lower, found.start()), sure=sure):
            bare = not path and site_of(host) in words.general
            if not bare and not (not path and is_platform_host(host)):
                yield Site(found.start(), said.end() if said else found.end(), host, path)


def _word_before(lower: str, at: int) -> str:
    return lower[max(0, at - 20) : at].rstrip(" ,:").rpartition(" ")[2]


def _is_site(host: str, before: str, *, sure: bool) -> bool:
    words = vocabulary()
    labels = host.split(".")
    last, name = labels[-1], labels[-2] if len(labels) > 1 else ""
    if not name or last not in top_level_domains():
        return False
    if host in words.no_sites or any(host.endswith(f".{each}") for each in words.no_sites):
        return False
    if name in _ENDINGS and last in _ENDINGS:
        return False  # "example.fm.com": a machine heard the end of an address twice
    if host in words.known or sure:
        return True
    a_file = last in words.files or (len(name) == 1 and last != "com")
    a_word = last in words.words and before not in words.places
    return not (a_file or a_word or (name.isdigit() and len(last) == 2))


def _spoken(heard: Heard, start: int, end: int) -> Iterator[Site]:
    words = vocabulary()
    for found in _dotted().finditer(heard.lower, start, end):
        labels = [label for label in re.split(_between(), found["labels"]) if label]
        if labels and labels[0] == "www":
            del labels[0]
        host = ".".join([*(label.strip("-") for label in labels), found["last"]])
        if not labels or labels[-1] in _NO_LABEL or "" in host.split("."):
            continue
        said = _slash().match(heard.lower, found.end())
        path = _path_of(said) if said else ""
        if found["last"] == "net" and not path and labels[-1] not in words.known:
            continue  # .NET
        if not path and (site_of(host) in words.general or is_platform_host(host)):
            continue
        yield Site(found.start(), said.end() if said else found.end(), host, path, True)


def _spelled(lower: str, site: Site) -> Site:
    """Return a site whose name is said letter by letter as the one that is spelled."""
    name, dot, last = site.host.partition(".")
    if not _SPELLED.fullmatch(name) or ("." in last and len(last) > 6):
        return site
    joined = name.replace("-", "")
    at = site.start
    for _ in range(_LONGEST_SPELLING):
        before = _TOKEN_BEFORE.search(lower, max(0, at - 33), at)
        if before is None:
            break
        token = before[1]
        if token in _NUMBERS or token in _SIGNS:
            joined = _NUMBERS.get(token, _SIGNS.get(token, "")) + joined
        elif _SPELLED.fullmatch(token):
            joined = token.replace("-", "") + joined
        elif token not in _FILLING:
            break
        at = before.start()
    return site._replace(host=f"{joined}{dot}{last}", start=at, heard=False)


def _is_address_of_mail(lower: str, start: int) -> bool:
    """Say whether "write a mail to hello at" stands before."""
    before = lower[max(0, start - _MAIL_BEFORE) : start].rstrip()
    return before.endswith((" at", "@")) and _MAIL.search(before) is not None


def _path_of(said: re.Match[str]) -> str:
    parts = re.split(rf"[ ,]{{1,3}}(?:{vocabulary().slash})[ ,]{{1,3}}", said[0])
    return "".join(f"/{part.strip(' .,')}" for part in parts if part.strip(" .,"))


def _between() -> str:
    return rf"[ ,]{{0,3}}\b(?:{vocabulary().dot})\b[ ,]{{0,3}}"


@cache
def _dotted() -> re.Pattern[str]:
    """Match "example dot com" in lower case."""
    words = vocabulary()
    return re.compile(
        rf"(?<![\w@.-])(?P<labels>(?:{_LABEL} (?:{words.dot}) ){{1,4}})(?P<last>"
        rf"{'|'.join(sorted(words.spoken))})\b(?! (?:{words.dot})\b)"
        r"(?! (?:bubble|boom|crash|bust|era|crisis|company|companies|days|blase))"
    )


@cache
def _slash() -> re.Pattern[str]:
    """Match " slash foo slash bar" behind a host, in lower case."""
    return re.compile(rf"(?:[ ,]{{1,3}}(?:{vocabulary().slash})[ ,]{{1,3}}[\w-]{{1,40}}){{1,5}}")
