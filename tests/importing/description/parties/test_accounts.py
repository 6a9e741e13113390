"""Whose accounts are listed, and where the show is heard."""

import pytest

from publisher.importing.description.understanding import Known
from tests.importing.description.parties.reading import read

OWN = [
    "Follow us on Twitter: https://twitter.com/someone",
    "Follow us on [Twitter](https://twitter.com/someone) and [Facebook](https://facebook.com/a.b).",
    "MORE DATA CONTENT HERE: My Twitter - https://twitter.com/someone",
    "Folgt uns auf Instagram: https://www.instagram.com/someone/",
    "Síguenos en redes:\nInstagram: https://www.instagram.com/someone/",
    "Talk to us: [@someone](https://twitter.com/someone) or write",
    "Find us on Mastodon: https://chaos.social/@someone",
    "## Tweet us your treats!\n\n* [Ann's Instagram](https://www.instagram.com/ann/)",
    "A walk.\n\nInstagram: https://www.instagram.com/someone/",
    "https://www.instagram.com/someone (Instagram)",
    "Suivez-nous sur Twitter : https://twitter.com/someone",
    "Support the show on Patreon: https://www.patreon.com/someone",
    "Pictures of it are on https://www.instagram.com/mapfestpod/",
]


@pytest.mark.parametrize("text", OWN)
def test_accounts_of_the_show(text: str) -> None:
    found = read(text)
    assert found.socials
    assert not found.people


def test_an_account_called_like_the_show_is_its_own() -> None:
    known = Known(show_title="The Slow Harvest")
    found = read("More pictures: https://www.instagram.com/theslowharvest", known)
    assert [each.platform for each in found.socials] == ["instagram"]


NOT_OWN = [
    "## Links\n\n- [Twitter](https://twitter.com/someone)",
    "As [Ann Lee](https://twitter.com/annlee) wrote in spring.",
    "Official account of the observatory, a source: https://twitter.com/obs_volcano",
    "The [thread](https://twitter.com/someone/status/1650000000000000001) that started it",
    "Check out Other Show:\nInstagram: https://www.instagram.com/othershow/",
    "Ben's Patreon: https://www.patreon.com/ben",
]


@pytest.mark.parametrize("text", NOT_OWN)
def test_accounts_of_others_are_not_the_shows(text: str) -> None:
    assert not read(text).socials


PROFILES = {
    "a heading with a first name": (
        "A talk with Ann Lee about bridges. Ann's Links: LinkedIn -"
        " https://www.linkedin.com/in/annlee/ Twitter - https://x.com/annlee",
        [("Ann Lee", "guest", ["linkedin", "x"])],
    ),
    "German": (
        "Jana Moss baut Brücken.\n\nFolge Jana:\nhttps://www.linkedin.com/in/janamoss/\n",
        [("Jana Moss", "guest", ["linkedin"])],
    ),
    "Spanish": (
        "Hablamos con Ana Luz.\n\n**Invitada:** Ana Luz\n\n- GitHub: https://github.com/analuz\n",
        [("Ana Luz", "guest", ["github"])],
    ),
    "a list of guests": (
        "## Guests\n\n* Soraya Eck ([GitHub](https://github.com/seck))\n"
        "* Jost Moor ([LinkedIn](https://www.linkedin.com/in/jost))\n",
        [("Soraya Eck", "guest", ["github"]), ("Jost Moor", "guest", ["linkedin"])],
    ),
    "hosts": (
        "Hosts:\n- Irene Moya: [Mastodon](https://mastodon.social/@irene)\n",
        [("Irene Moya", "host", ["mastodon"])],
    ),
    "a name above the accounts": (
        "Tunde Varga:\n\nhttps://twitter.com/tundevarga\n\nhttps://www.patreon.com/tundevarga\n",
        [("Tunde Varga", "", ["x", "patreon"])],
    ),
    "words at the link": (
        "Today with [Hollis Brandt](https://twitter.com/hollisb) and others.",
        [("Hollis Brandt", "", ["x"])],
    ),
    "a table of those who took part": (
        "| ![avatar](https://media.example/a.jpg) | Ruth Ole | [Twitter](https://twitter.com/ruthole)"
        " |\n| --- | --- | --- |\n",
        [("Ruth Ole", "", ["x"])],
    ),
}


@pytest.mark.parametrize(("text", "people"), PROFILES.values(), ids=PROFILES)
def test_profiles_of_people(text: str, people: list[tuple[str, str, list[str]]]) -> None:
    found = read(text)
    assert people == [
        (each.name, each.role, [account.platform for account in each.profiles])
        for each in found.people
    ]
    assert not found.socials


def test_an_account_called_like_a_guest_is_the_guests() -> None:
    text = "A talk.\n\nGitHub: https://github.com/eduardojmatos\n"
    found = read(text, Known(people=("Eduardo Matos",)))
    assert not found.socials
    assert [each.name for each in found.people] == ["Eduardo Matos"]


def test_a_persons_own_page_is_their_website() -> None:
    text = "Ann Lee is here.\n\nConnect with Ann:\nWebsite: https://annlee.example\n"
    (person,) = read(text).people
    assert (person.name, person.website) == ("Ann Lee", "https://annlee.example")


APPLE = "https://podcasts.apple.com/us/podcast/some-show/id1500000001"
SPOTIFY = "https://open.spotify.com/show/0aaaaaaaaaaaaaaaaaaaa1"


@pytest.mark.parametrize(
    "text",
    [
        f"Listen to Some Show on all the main podcast platforms! On Apple Podcasts: {APPLE} On"
        f" Spotify: {SPOTIFY}",
        f"Listen on [Apple Podcasts]({APPLE}) | [Spotify]({SPOTIFY})",
        f"Abonnieren: [Apple Podcasts]({APPLE}) | [Spotify]({SPOTIFY})",
        f"Escúchanos en:\nApple Podcasts: {APPLE}\nSpotify: {SPOTIFY}\n",
        f"{APPLE} (Apple Podcasts)\n{SPOTIFY} (Spotify)\n",
    ],
)
def test_where_the_show_is_heard(text: str) -> None:
    assert [each.platform for each in read(text).platforms] == ["apple", "spotify"]


@pytest.mark.parametrize(
    "text",
    [
        f"Subscribe to [Other History]({APPLE})",
        f"Listen to Margin Notes: {APPLE}",
        f"## Links\n\n- [Apple Podcasts]({APPLE})",
        "Hosted on Acast. See https://acast.com/privacy",
        "An [episode](https://open.spotify.com/episode/0aaaaaaaaaaaaaaaaaaaa1) on Spotify",
    ],
)
def test_other_shows_are_not_where_it_is_heard(text: str) -> None:
    assert not read(text).platforms


def test_a_block_of_three_lines_is_enough() -> None:
    text = f"Follow us: https://twitter.com/someone\nSpotify: {SPOTIFY}\nApple: {APPLE}\n"
    found = read(text)
    assert [each.platform for each in found.socials] == ["x"]
    assert [each.platform for each in found.platforms] == ["spotify", "apple"]
