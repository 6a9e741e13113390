"""Family F: where it is about, and under which licence (F151, F152; F251, F252)."""

from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.model import Location
from publisher.rules.catalogue import Problem
from publisher.rules.feed.complete import geo_of, osm_of
from publisher.rules.feed.tagged import Tagged, tag_rule, too_long
from publisher.rules.feed.vocabulary import LOCATION_RELATIONS, is_known_license


@tag_rule(
    "51",
    "bad-location",
    summary="a location is not one that apps can find",
    why="Podfriend and podcast directories put `podcast:location` on a map by its coordinates and "
    "its number at OpenStreetMap: what they can't read is left out of the feed, and without a name "
    "there is nothing to show.",
    fix='Write `location = {name = "Austin, TX", geo = "geo:30.2672,-97.7431", osm = "R113314"}`.',
    key="location",
    bad=(
        '{name = "Austin", geo = "97.7431 West"}',
        '{name: Austin, geo: "97.7431 West"}',
    ),
    good=(
        '{name = "Austin", geo = "geo:30.2672,-97.7431", osm = "R113314"}',
        '{name: Austin, geo: "geo:30.2672,-97.7431", osm: R113314}',
    ),
)
def bad_location(tagged: Tagged) -> Iterator[Problem]:
    for place in tagged.holder.location:
        if place.name is None:
            message = "a location needs a name: without one it is left out of the feed"
            yield Problem(message, tagged.source.place(*place.at))
        for key, message in _faults(place):
            yield Problem(message, tagged.source.place(*place.at, key))


def _faults(place: Location) -> Iterator[tuple[str, str]]:
    if message := too_long(place.name, "the location's name"):
        yield "name", message
    if place.geo is not None and geo_of(place.geo) is None:
        message = "is no place on earth, and left out: write geo:LATITUDE,LONGITUDE in degrees"
        yield "geo", f'geo "{place.geo}" {message}'
    if place.osm is not None and osm_of(place.osm) is None:
        message = "is no object of OpenStreetMap, and left out: write N, W or R and its number"
        yield "osm", f'osm "{place.osm}" {message}'
    if place.rel is not None and place.rel not in LOCATION_RELATIONS:
        yield "rel", f'rel "{place.rel}" must be "subject" or "creator": apps know no other'
    if place.country is not None and not (len(place.country) == 2 and place.country.isalpha()):
        message = 'must be two letters such as "us" (ISO 3166-1): apps know no others'
        yield "country", f'country "{place.country}" {message}'


@tag_rule(
    "52",
    "unknown-license",
    summary="the licence is not one that apps know",
    why="Apps and archives read `podcast:license` to know whether they may keep or share a "
    "recording: a name they don't know, without the address of its words, says nothing.",
    fix="Write the id of the SPDX list, such as `cc-by-4.0`, or add the `url` of the licence.",
    key="license",
    bad=('"Creative Commons"', "Creative Commons"),
    good=('"cc-by-4.0"', "{name: our-licence, url: https://example.com/licence}"),
)
def unknown_license(tagged: Tagged) -> Iterator[Problem]:
    given = tagged.holder.license
    if given is None:
        return
    place = tagged.source.place(*given.at)
    if given.name is None:
        yield Problem("license needs a name: without one it is left out of the feed", place)
    elif not is_known_license(given.name) and not (given.url and is_url(given.url)):
        message = "is no licence that apps know: write an id such as cc-by-4.0, or add its url"
        yield Problem(f'license "{given.name}" {message}', place)
    elif message := too_long(given.name, "the licence's name"):
        yield Problem(message, place)
