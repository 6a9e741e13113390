"""An episode's number that no title tells, and the numbers of other episodes."""

import pytest

from publisher.importing.description.taking_apart import understand

PROSE = "We sat down with a baker to talk of rye, of ovens, and of the long nights between them."
ACCOUNTS = "X: https://x.com/laharinapodcast\nInstagram: https://www.instagram.com/laharina\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"Welcome to Episode 8 everyone! {PROSE}", 8),
        (f"Episode 8 everyone! {PROSE}", 8),
        (f"For episode 66 we caught up with a baker. {PROSE}", 66),
        (f"**Shownotes**\n\n**Flour 2.0 for April 9th 2021 Episode 32: Rye**\n\n{PROSE}", 32),
        (f"{PROSE}\n\n#flour #podcast\n\nEpisode 212\n", 212),
        (f"**Folge 134 mit Jana Muster**\n\n{PROSE}", 134),
        (f"Willkommen zu Folge 7! {PROSE}", 7),
        (f"Bienvenidos al episodio 9. {PROSE}", 9),
        (f"FLR057 Altes Brot\n\n{PROSE}", 57),
        (f"La Harina 76: Los hornos. Con una panadera recorremos la costa.\n\n{ACCOUNTS}", 76),
        (f"[Send us a text](https://example.org/t)\n\nEp. 41 - Rye, at last\n\n{PROSE}", 41),
    ],
)
def test_a_number_is_found(text: str, number: int) -> None:
    found = understand(text)
    assert found.number == number
    assert str(number) in f"{found.title} {found.body}"


@pytest.mark.parametrize(
    "text",
    [
        f"As we said in episode 12, rye is hard. {PROSE}",
        f"{PROSE} Hear episode 12 for more.",
        f"Hear episode 12 first. {PROSE}",
        f"For episode 12 we promised a recipe. {PROSE}",
        f"Siehe Folge 3. {PROSE}",
        f"Folge 3 war kürzer. {PROSE}",
        f"{PROSE}\n\nSiehe auch:\n\nFolge 3\n",
        f"{PROSE}\n\n## Related\n\nEpisode 12\n",
        f"{PROSE}\n\n[Episode 12](https://example.org/12)\n",
        f"Welcome to episode 2021 of our lives! {PROSE}",
        f"Welcome to episode 12:30! {PROSE}",
        f"RTX4090 im Test\n\n{PROSE}",
        f"Apollo 13: the way home. Told by those who were there.\n\n{ACCOUNTS}",
        f"Escucha el episodio 12. {PROSE}",
    ],
)
def test_what_may_be_another_number_is_left(text: str) -> None:
    assert understand(text).number is None
