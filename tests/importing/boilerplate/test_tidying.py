"""Shows as hosts and podcasters make them, tidied."""

from collections.abc import Sequence

import pytest

from publisher.importing.boilerplate import Tidied, tidy
from publisher.importing.description.understanding import FoundSponsor, Known
from tests.importing.boilerplate.showing import Shown, lost, said_before

NOTHING_KNOWN = Known()
OWN = [
    "Ada digs up the **oldest** kettle in town.",
    "What a lighthouse keeper does all day.\n\n- [Lamps](https://lamps.example/)",
    "Three letters that never arrived.",
    "Bread, and who [baked](https://baker.example/) it first.",
    "A walk along the harbour wall.",
    "The year without a carnival.",
]


def days(count: int) -> tuple[str, ...]:
    """Return a day for each episode, the newest first, none twice."""
    return tuple(
        f"{2024 - at // 300}-{12 - at % 300 // 25:02}-{27 - at % 25:02}" for at in range(count)
    )


def kept(notes: Sequence[str], *, known: Known = NOTHING_KNOWN) -> Tidied:
    """Tidy the notes, and compare what is shown of each with what it said."""
    tidied = tidy(notes, known, days(len(notes)))
    shown = Shown(tidied, days(len(notes)))
    for index, body in enumerate(notes):
        words, links = lost(said_before(body), shown.said(index))
        assert not links
        assert words <= {"sponsor", "sponsors", "sponsored", "by"}
    return tidied


def test_what_a_host_adds_moves_into_the_template() -> None:
    host = (
        "***\n\nHosted on Acast. See [acast.com/privacy](https://acast.com/privacy) for more "
        "information."
    )
    tidied = kept([f"{own}\n\n{host}" for own in OWN])
    assert [each.body for each in tidied.episodes] == OWN
    assert tidied.after == (
        '{{ paragraph("Hosted on Acast. See ", link("acast.com/privacy", '
        '"https://acast.com/privacy"), " for more information.") }}',
    )
    (removal,) = tidied.removed
    assert removal.episodes == len(OWN)
    assert "Hosted on Acast" in removal.text


def test_notes_without_anything_that_repeats_stay_to_the_last_sign() -> None:
    odd = [f"{own}  \n\n\n* one\n* two {index}\n" for index, own in enumerate(OWN)]
    tidied = kept(odd)
    assert [each.body for each in tidied.episodes] == odd
    assert (tidied.before, tidied.after, tidied.removed) == ((), (), ())


def test_a_text_of_some_years_is_shown_for_these_only() -> None:
    old = "Find us on [Google+](https://plus.google.com/+harbour)."
    new = "Find us on [Mastodon](https://mastodon.social/@harbour)."
    notes = [f"Episode about thing {at}.\n\n{new if at < 30 else old}" for at in range(60)]
    notes.append("The trailer.")
    tidied = kept(notes)
    assert [each.body for each in tidied.episodes[:2]] == [
        f"Episode about thing {at}." for at in (0, 1)
    ]
    assert tidied.episodes[40].body == "Episode about thing 40."
    shown = Shown(tidied, days(61))
    assert shown.said(3).links == {"https://mastodon.social/@harbour"}
    assert shown.said(45).links == {"https://plus.google.com/+harbour"}
    assert shown.said(60).links == set()
    assert dict(tidied.socials) == {"mastodon": "https://mastodon.social/@harbour"}


def test_an_episode_without_it_gains_nothing() -> None:
    call = "Tell a friend about the harbour."
    notes = [f"Episode about thing {at}." + ("" if at == 7 else f"\n\n{call}") for at in range(40)]
    tidied = kept(notes)
    shown = Shown(tidied, days(40))
    assert "friend" in shown.said(8).words
    assert "friend" not in shown.said(7).words
    assert all("friend" not in each.body for each in tidied.episodes)


def test_without_days_only_what_all_have_is_moved() -> None:
    call = "Tell a friend about the harbour."
    notes = [f"{own}\n\n{call}" for own in OWN]
    assert tidy(notes).after
    assert tidy([*notes, "The trailer."]).after == ()


def test_a_list_of_accounts_becomes_the_section() -> None:
    follow = (
        "Follow us:\n\n- Instagram: <https://www.instagram.com/harbourpod>\n"
        "- Twitter: <https://twitter.com/harbourpod>"
    )
    tidied = tidy([f"{own}\n\n{follow}" for own in OWN], Known(show_title="The Harbour Pod"))
    assert dict(tidied.socials) == {
        "instagram": "https://www.instagram.com/harbourpod",
        "x": "https://twitter.com/harbourpod",
    }
    assert tidied.after == ('{{ section("Follow us", socials) }}',)
    assert "socials" in tidied.shown
    assert [each.body for each in tidied.episodes] == OWN


def test_where_to_listen_becomes_the_section() -> None:
    apple = "https://podcasts.apple.com/us/podcast/harbour/id1538368692"
    spotify = "https://open.spotify.com/show/7fJsuxiZl4TS1hqPUmDFbl"
    tidied = kept(
        [
            f"{own}\n\nListen on:\n\n- [Apple Podcasts]({apple})\n- [Spotify]({spotify})"
            for own in OWN
        ]
    )
    assert dict(tidied.platforms) == {"apple": apple, "spotify": spotify}
    assert tidied.after == ('{{ section("Listen on", platforms) }}',)


@pytest.mark.parametrize(
    "ad",
    [
        "Werbung: [Globex](https://globex.example/) – Kessel",
        "## Sponsoren\n\n- [Globex](https://globex.example/): Kessel",
        "Diese Folge wird gesponsert von [Globex](https://globex.example/). Kessel!",
        "Patrocinado por [Globex](https://globex.example/): ollas",
        "## Patrocinadores\n\n- [Globex](https://globex.example/): ollas",
    ],
)
def test_sponsors_in_other_languages(ad: str) -> None:
    tidied = tidy([f"{own}\n\n{ad}" for own in OWN])
    assert tidied.sponsors["globex"]["url"] == "https://globex.example/"
    assert [each.body for each in tidied.episodes] == OWN


def test_accounts_of_hosts_are_not_the_shows() -> None:
    lines = (
        "Ada: [X](https://x.com/ada_k) [Instagram](https://www.instagram.com/ada_k)\n\n"
        "Harbour: [X](https://x.com/theharbour)"
    )
    tidied = tidy([f"{own}\n\n{lines}" for own in OWN], Known(show_title="The Harbour"))
    assert dict(tidied.socials) == {"x": "https://x.com/theharbour"}
    assert len(tidied.after) == 2


def test_a_closed_platform_stays_a_link() -> None:
    line = "Follow us on Google+: <https://plus.google.com/+harbour>"
    tidied = kept([f"{own}\n\n{line}" for own in OWN])
    assert dict(tidied.socials) == {}
    assert "paragraph" in tidied.after[0]


def test_funding_is_said_and_shown() -> None:
    line = "[Support the show](https://www.patreon.com/harbour)"
    tidied = kept([f"{own}\n\n{line}" for own in OWN])
    assert tidied.funding == (
        {"url": "https://www.patreon.com/harbour", "text": "Support the show"},
    )
    assert "https://www.patreon.com/harbour" in tidied.after[0]


def test_a_heading_goes_with_its_section_wherever_that_stands() -> None:
    section = "## Take part\n\nSend us a letter: <letters@harbour.example>\n\n- [Forum](https://forum.example/)"
    tidied = kept([f"{own}\n\n{section}\n\n## Times\n\n- one {own}" for own in OWN])
    assert tidied.episodes[0].body == f"{OWN[0]}\n\n## Times\n\n- one {OWN[0]}"
    assert tidied.after[0] == '{{ heading("Take part") }}'


def test_a_heading_with_something_of_its_own_stays() -> None:
    notes = [
        f"{own}\n\n## Links\n\n- [Kettle {at}](https://kettle.example/{at})"
        for at, own in enumerate(OWN)
    ]
    assert [each.body for each in kept(notes).episodes] == notes


def test_a_heading_is_not_left_alone() -> None:
    notes = [
        f"{own}\n\n## More on {at}\n\n[Tell a friend](https://harbour.example/)"
        for at, own in enumerate(OWN)
    ]
    assert [each.body for each in kept(notes).episodes] == notes


def test_a_name_stays_in_its_list() -> None:
    notes = [
        f"{own}\n\nWith:\n\n- [Guest {at}](https://guest.example/{at})\n- [Ada](https://ada.example/)"
        for at, own in enumerate(OWN)
    ]
    assert [each.body for each in kept(notes).episodes] == notes


def test_a_body_is_not_left_empty() -> None:
    call = "Tell a friend about the harbour."
    tidied = kept([*(f"{own}\n\n{call}" for own in OWN), call])
    assert tidied.episodes[-1].body == call
    assert all(each.body.strip() for each in tidied.episodes)


def test_pictures_stay() -> None:
    picture = "![Badge](https://harbour.example/badge.png)"
    notes = [f"{own}\n\n{picture}" for own in OWN]
    assert [each.body for each in kept(notes).episodes] == notes


def test_the_words_that_another_tool_closes_with_stay_behind_what_moves() -> None:
    call = "Tell a friend about the harbour."
    notes = [
        f"Thing {at}.\n\n{call}\n\nThe post [Thing {at}](https://harbour.example/{at}) appeared "
        "first on [Harbour](https://harbour.example/)."
        for at in range(25)
    ]
    tidied = kept(notes)
    assert "friend" not in tidied.episodes[0].body
    assert "appeared first" in tidied.episodes[0].body


def test_sponsors_below_headings_of_their_own() -> None:
    ad = (
        "Kettles for every harbour. Get 10% off at "
        "[globex.example/harbour](https://globex.example/harbour) with code HARBOUR10."
    )
    notes = [f"{own}\n\n## Globex - Sponsor\n\n{ad}\n\n## Show Notes\n\n- {own}" for own in OWN]
    tidied = kept(notes)
    assert tidied.sponsors == {
        "globex": {
            "name": "Globex",
            "url": "https://globex.example/harbour",
            "tagline": (
                "Kettles for every harbour. Get 10% off at globex.example/harbour "
                "with code HARBOUR10."
            ),
            "code": "HARBOUR10",
        }
    }
    assert tidied.episodes[0] == (f"{OWN[0]}\n\n## Show Notes\n\n- {OWN[0]}", ({"id": "globex"},))
    assert tidied.after == ('{{ section("Sponsors", sponsors) }}',)


def test_a_sponsor_says_something_else_in_some_episodes() -> None:
    ads = ["Kettles for every harbour."] * 4 + ["Pans, too."] * 2
    notes = [
        f"{own}\n\nSponsored By:\n\n- [Globex](https://globex.example/): {ad}\n- [Initech](https://initech.example/{at})"
        for at, (own, ad) in enumerate(zip(OWN, ads, strict=True))
    ]
    tidied = kept(notes)
    assert tidied.sponsors["globex"]["tagline"] == "Kettles for every harbour."
    assert tidied.episodes[0].sponsors[0] == {"id": "globex"}
    assert tidied.episodes[5].sponsors[0] == {"id": "globex", "tagline": "Pans, too."}
    assert tidied.episodes[5].sponsors[1] == {"id": "initech", "url": "https://initech.example/5"}
    assert tidied.after == ('{{ section("Sponsored By", sponsors) }}',)


def test_a_sponsor_with_more_than_words_keeps_its_copy() -> None:
    ad = (
        "Try [Globex](https://globex.example/) or [its shop](https://shop.globex.example/)."
        "\n\nGlobex ships."
    )
    tidied = kept([f"{own}\n\n## Sponsor: Globex\n\n{ad}\n\n## Times\n\n- {own}" for own in OWN])
    assert tidied.sponsors == {"globex": {"name": "Globex", "url": "https://globex.example/"}}
    assert tidied.episodes[0].sponsors == ({"id": "globex", "copy": ad},)


def test_a_sponsor_named_twice_in_an_episode_keeps_all_its_words() -> None:
    notes = [
        f"Sponsor: [Globex](https://globex.example/)\n\n{own}\n\n"
        "Sponsored by [Globex](https://globex.example/), who make kettles."
        for own in OWN
    ]
    tidied = kept(notes)
    assert [each.body for each in tidied.episodes] == OWN
    (sponsor,) = tidied.episodes[0].sponsors
    assert "kettles" in str(sponsor["copy"])


def test_people_who_give_money_are_no_sponsors() -> None:
    donors = "## Sponsors\n\n- [Jane Doe](https://jane.example/)\n- John Smith\n- [Alan Roe](https://alan.example/)"
    notes = [f"{own}\n\n{donors}\n\n## Times\n\n- {own}" for own in OWN]
    assert tidy(notes).sponsors == {}


def test_talk_of_sponsoring_is_no_sponsor() -> None:
    notes = [f"{own} The match was sponsored by [Globex](https://globex.example/)." for own in OWN]
    assert tidy(notes).sponsors == {}


def test_a_known_sponsor_keeps_what_is_known() -> None:
    known = Known(
        sponsors=(FoundSponsor("Globex", "https://globex.example/old", tagline="Kettles."),)
    )
    tidied = kept(
        [f"{own}\n\nSponsor: [Globex](https://globex.example/)" for own in OWN], known=known
    )
    assert tidied.sponsors["globex"] == {
        "name": "Globex",
        "url": "https://globex.example/old",
        "tagline": "Kettles.",
    }
    assert tidied.episodes[0].sponsors == ({"id": "globex", "url": "https://globex.example/"},)
