"""What everyone shares: shows, episodes, links, findings, and what the web answered.

Frozen dataclasses and enums only; nothing here reads a file, asks the network or knows the
time. Times are aware `datetime`s, sizes bytes, durations whole seconds, unless a name says
otherwise.
"""

from publisher.model.episodes import (
    Audio,
    Chapter,
    Credit,
    Episode,
    EpisodeType,
    NotedLink,
    Promo,
    Sponsorship,
    Transcript,
)
from publisher.model.findings import CheckedLink, Finding, Report, Severity
from publisher.model.links import Cause, Hop, Link, LinkCheck, Role, Syntax, Verdict
from publisher.model.parties import AfterEnd, Person, Profile, Sponsor, SponsorTerms
from publisher.model.places import Place, Source, Value
from publisher.model.shows import LinkPolicy, Network, Owner, RuleSelection, Settings, Show

__all__ = [
    "AfterEnd",
    "Audio",
    "Cause",
    "Chapter",
    "CheckedLink",
    "Credit",
    "Episode",
    "EpisodeType",
    "Finding",
    "Hop",
    "Link",
    "LinkCheck",
    "LinkPolicy",
    "Network",
    "NotedLink",
    "Owner",
    "Person",
    "Place",
    "Profile",
    "Promo",
    "Report",
    "Role",
    "RuleSelection",
    "Settings",
    "Severity",
    "Show",
    "Source",
    "Sponsor",
    "SponsorTerms",
    "Sponsorship",
    "Syntax",
    "Transcript",
    "Value",
    "Verdict",
]
