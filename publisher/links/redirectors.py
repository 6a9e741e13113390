"""Hosts that only send visitors on: their addresses say nothing of where a link ends."""

from functools import lru_cache

from publisher.links.urls import site_of

_REDIRECTORS = frozenset({
    # Affiliate networks: the address itself is what pays.
    "pxf.io", "sjv.io", "7eer.net", "ojrq.net", "evyy.net", "prf.hn", "geni.us", "amzn.to",
    "anrdoezrs.net", "dpbolvw.net", "jdoqocy.com", "kqzyfj.com", "tkqlhce.com",
    "linksynergy.com", "shareasale.com", "awin1.com", "avantlink.com", "skimresources.com",
    "go2cloud.org",
    # Shorteners: what is behind them can't be seen here.
    "bit.ly", "rebrand.ly", "cutt.ly",
})  # fmt: skip
_SHORTENERS = frozenset({
    "adf.ly", "amzn.to", "bit.do", "bit.ly", "buff.ly", "cutt.ly", "db.tt", "dlvr.it", "ebx.sh",
    "fb.me", "git.io", "goo.gl", "hubs.ly", "is.gd", "j.mp", "lnkd.in", "mcaf.ee", "moby.to",
    "ow.ly", "qr.ae", "rb.gy", "rebrand.ly", "shorturl.at", "snip.ly", "soo.gd", "t.co", "t.ly",
    "tiny.cc", "tiny.one", "tinyurl.com", "trib.al", "v.gd", "x.co",
})  # fmt: skip


@lru_cache(maxsize=1 << 14)
def is_redirector(host: str) -> bool:
    """Say whether a host sends visitors on and is paid, or counts, by the address asked for."""
    return site_of(host) in _REDIRECTORS or host.startswith("goto.")


def is_shortener(host: str) -> bool:
    """Say whether a host hides where a link leads."""
    return host.removeprefix("www.") in _SHORTENERS


def hides_target(host: str) -> bool:
    """Say whether a host only sends visitors on, so that its address says nothing of the end."""
    return is_redirector(host) or is_shortener(host)
