"""sponsors.toml → sponsors."""

from collections.abc import Mapping
from typing import Any

from publisher.config.schema import SPONSOR
from publisher.config.tables import Reading, did_you_mean
from publisher.model import Sponsor, SponsorTerms, Value


def build_sponsors(
    fields: Mapping[str, Value], shows: Mapping[str, object], reading: Reading
) -> dict[str, Sponsor]:
    """Return the sponsors by id; `shows` are the shows there are."""
    sponsors = {}
    for sponsor_id, value in fields.items():
        if sponsor_id.startswith("x-"):
            continue
        if not isinstance(value, dict):
            reading.reject((sponsor_id,), value, f"a table: [{sponsor_id}], and its keys below")
            continue
        values = SPONSOR.read(value, (sponsor_id,), reading)
        sponsors[sponsor_id] = _sponsor(sponsor_id, values, reading)
        _check(sponsor_id, values, fields, shows, reading)
    return sponsors


def _sponsor(sponsor_id: str, values: dict[str, Any], reading: Reading) -> Sponsor:
    place = reading.text.place
    terms = {
        show: SponsorTerms(
            url=own.get("url"),
            code=own.get("code"),
            url_place=place(sponsor_id, "shows", show, "url") if "url" in own else None,
        )
        for show, own in values.get("shows", {}).items()
    }
    own = {key: value for key, value in values.items() if key not in ("shows", "expect", "name")}
    return Sponsor(
        name=values.get("name", sponsor_id),
        expect=tuple(word for _, word in values.get("expect", ())),
        **own,
        place=place(sponsor_id),
        id=sponsor_id,
        url_place=place(sponsor_id, "url") if "url" in values else None,
        shows=terms,
    )


def _check(
    sponsor_id: str,
    values: Mapping[str, Any],
    sponsors: Mapping[str, Value],
    shows: Mapping[str, object],
    reading: Reading,
) -> None:
    for show in values.get("shows", {}):
        _check_known(show, shows, (sponsor_id, "shows", show), "show in feeds/", reading)
    swap_with = values.get("swap_with")
    if swap_with is not None:
        _check_known(
            swap_with, sponsors, (sponsor_id, "swap_with"), "sponsor in this file", reading
        )
    starts, ends = values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        message = f"the campaign ends on {ends}, before it starts on {starts}"
        reading.complain("E102", (sponsor_id, "ends"), message)


def _check_known(
    name: str, known: Mapping[str, object], at: tuple[str, ...], what: str, reading: Reading
) -> None:
    if name not in known:
        hint = did_you_mean(name, known)
        reading.complain("E102", at, f'"{name}" is not a {what}{hint}')
