"""Pages that answer "fine" and are gone all the same: why, in a podcaster's words.

A false alarm costs more than a page missed: whatever could be a living page is none of these. What
the marks are stands in `soft_dead.toml` beside this module.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from publisher.links.urls import fetch_key, host_of, shown, site_of
from publisher.pages import Page
from publisher.web.front_pages import is_front_page, is_sent_home, sends_on
from publisher.web.soft_dead_table import folded, table

_LONGEST_TITLE = 200
_SHORT_TEXT = 1500  # code points: a page that says no more than that it isn't there
_LONG_TEXT = 8000  # no "not found" page has as much to read, whatever its title
_SEPARATORS = re.compile(r"\s[-–—|·•»«:~/]{1,3}\s|[|»«·•]|:\s")
_ERROR_NAMES = frozenset({"error", "err", "errorcode", "error_code", "statuscode"})
_ERROR_VALUES = frozenset({"404", "410", "notfound", "not_found", "not-found", "page_not_found"})
# What stands around the words in the title of such a page: "Oops! Error 404 (Not Found)!!1".
_FILLERS = frozenset({
    "1", "404", "bład", "code", "err", "erreur", "erro", "error", "errore", "fehler", "fout", "hmm",
    "http", "https", "oh", "ooops", "oops", "sorry", "status", "uh", "ups", "whoops", "ошибка",
})  # fmt: skip


class _Title(NamedTuple):
    """What a page's title says, where it says that the page isn't there."""

    words: str
    weak: bool


def gone_reason(url: str, final_url: str, page: Page | None) -> str | None:
    """Return why the page that `url` ends at, with a good status, is as good as gone; else None.

    `final_url` is where it ends, with the fragment that a redirect gave it; `url` itself where
    nothing redirects. `page` is what was read there, None where nothing was. Never raises.
    """
    if page is not None and page.refresh is not None and fetch_key(page.refresh) is not None:
        final_url = page.refresh
    key, final = fetch_key(url), fetch_key(final_url)
    if key is None or final is None:
        return None
    if key != final and (reason := _redirect_reason(key, final, page)) is not None:
        return reason
    # A part of the front page may be what the page has become: /jobs → /#jobs. And where only
    # scripts write the page, nobody knows which it is.
    hidden = "#" in final_url or (page is not None and not page.text)
    if not hidden and is_sent_home(key, final):
        return f"{host_of(final)} sends visitors of this page to its front page"
    return _page_reason(key, final, page) if page is not None else None


def says_not_found(page: Page, url: str) -> bool:
    """Say whether the title of the page at `url` is that of a "not found" page."""
    return _not_found_title(page, url) is not None


# ---------------------------------------------------------------- where it leads


def _redirect_reason(url: str, final: str, page: Page | None) -> str | None:
    host = host_of(final)
    for address in table().addresses:
        if address.fits(final) and not address.fits(url):
            return address.says
    if _is_parked(url, final):
        return f"the domain is for sale or parked: the link ends at {host}"
    if _is_not_found_path(final, page) and not _is_not_found_path(url, page):
        return f"{host} sends visitors to a page that says it was not found: {shown(final)}"
    return None


def _is_parked(url: str, final: str) -> bool:
    """Say whether an address leads to a place where its domain is for sale."""
    host, site = host_of(url), site_of(host_of(final))
    names = table().parked.get(site)
    if names is None or site_of(host) in table().parked or sends_on(host):
        return False
    return not names or site_of(host).partition(".")[0] in final.lower()


def _is_not_found_path(url: str, page: Page | None) -> bool:
    """Say whether an address is that of a "not found" page."""
    parts = urlsplit(url)
    for pair in parts.query.split("&", 20)[:20]:
        name, _, value = pair.partition("=")
        if name.lower() in _ERROR_NAMES and value.lower() in _ERROR_VALUES:
            return True
    segments = [part for part in unquote(parts.path).lower().split("/") if part]
    while len(segments) > 1 and is_front_page(f"/{segments[0]}"):
        segments.pop(0)  # a language
    in_folder = len(segments) == 2 and segments[0] in table().folders
    if not (in_folder or len(segments) == 1):
        return False
    alone = table().paths.get(segments[-1])
    if alone is None:
        return False
    # /404 may be an episode's number: where the page was read, it must say so itself.
    return not alone or in_folder or page is None or _not_found_title(page, url) is not None


# ---------------------------------------------------------------- what it says


def _page_reason(url: str, final: str, page: Page) -> str | None:
    host = host_of(final)
    says = _sale_reason(site_of(host), page)
    if says is not None and site_of(host_of(url)) not in table().parked:  # not linked on purpose
        return says
    title, text = folded(page.title[:_LONGEST_TITLE]), folded(page.text[:_SHORT_TEXT])
    if len(page.text) < _SHORT_TEXT:
        for closed in table().closed:
            if title == closed.title and closed.text in text:
                return closed.says
    if page.canonical is not None and page.canonical != final:
        canonical = fetch_key(page.canonical)
        if canonical is not None and _names_not_found(canonical, url):
            return f"{host} says the page was not found: its address there is {shown(canonical)}"
    said = _not_found_title(page, final)
    if said is None or _explains(url, said.words) or _stands_by_itself(final, page):
        return None
    if _explains(final, said.words) and not _names_not_found(final, url):
        return None
    return f'{host} says the page was not found: its title is "{page.title[:80]}"'


def _names_not_found(url: str, asked: str) -> bool:
    """Say whether an address is that of a "not found" page, and not what was asked for."""
    return _is_not_found_path(url, None) and not _is_not_found_path(asked, None)


def _sale_reason(site: str, page: Page) -> str | None:
    sale = "the domain is for sale or parked: {site} says so itself"
    title, name = folded(page.title[:_LONGEST_TITLE]), folded(site)
    if any(f"{title} ".startswith(start.replace("{site}", name)) for start in table().sale_titles):
        return sale.format(site=site)
    if len(page.text) < _SHORT_TEXT:
        text = folded(page.text)
        if any(words.replace("{site}", name) in text for words in table().sale_texts):
            return sale.format(site=site)
    if not page.text and any(script in page.unseen for script in table().sale_scripts):
        return sale.format(site=site)
    return None


def _not_found_title(page: Page, url: str) -> _Title | None:
    """Return what the title says, if all of it says so, but for the site's name.

    "Page not found | Acme" at acme.com says so; "Page not found: a history" doesn't, and neither
    does "404 - How we count" (an episode's number).
    """
    if not page.title or len(page.title) > _LONGEST_TITLE or len(page.text) > _LONG_TEXT:
        return None
    parts = [part for part in _SEPARATORS.split(page.title) if part.strip()]
    if len(parts) > 4:
        return None
    said = [found for part in parts if (found := _says_not_found(part)) is not None]
    others = [part for part in parts if _says_not_found(part) is None]
    if not said:
        return None
    found = min(said, key=lambda one: one.weak)
    if found.weak and len(said) > 1:  # "404 | Not Found"
        found = found._replace(weak=False)
    if found.weak and len(page.text) > _SHORT_TEXT:
        return None
    named = all(_is_the_sites_name(part, page, host_of(url)) for part in others)
    return found if named or (not found.weak and "noindex" in page.robots) else None


def _says_not_found(part: str) -> _Title | None:
    if "#" in part:  # an episode's number
        return None
    words = folded(part).split()
    if " ".join(words) in table().titles:
        return _Title(" ".join(words), table().titles[" ".join(words)])
    numbered = "404" in words
    while words and words[0] in _FILLERS:
        words.pop(0)
    while words and words[-1] in _FILLERS:
        words.pop()
    if not words:
        return _Title("404", weak=True) if numbered else None
    weak = table().titles.get(" ".join(words))
    return None if weak is None else _Title(" ".join(words), weak and not numbered)


def _is_the_sites_name(part: str, page: Page, host: str) -> bool:
    """Say whether a part of a title is what the site is called."""
    name = folded(part).removeprefix("the ").replace(" ", "")
    if name and name == folded(page.site).removeprefix("the ").replace(" ", ""):
        return True
    site = site_of(host)
    label = folded(site.partition(".")[0]).replace(" ", "")
    if len(name) < 2 or len(label) < 2:
        return False
    whole = folded(site).replace(" ", "")
    near = len(name) <= len(label) + 10 and (name.startswith(label) or name.endswith(label))
    return near or (len(name) > 2 and whole.startswith(name))


def _explains(url: str, words: str) -> bool:
    """Say whether an address itself holds the words, so that the page is likely about them."""
    path = f" {folded(unquote(urlsplit(url).path))} "
    return f" {words} " in path or (words == "404" and "404" in path)


def _stands_by_itself(final: str, page: Page) -> bool:
    """Say whether a page presents itself as a page of its own: search engines may list it."""
    return (
        page.canonical is not None
        and fetch_key(page.canonical) == final
        and bool(page.description)
        and "noindex" not in page.robots
        and not is_front_page(urlsplit(final).path)
    )
