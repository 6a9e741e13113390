# ruff: noqa: E501 (files stand as their tools have them)
"""Small repositories as Hugo, Jekyll, Eleventy, Astro and MkDocs have them, made up for tests."""

from collections.abc import Mapping
from pathlib import Path


def lay_out(root: Path, files: Mapping[str, str]) -> Path:
    """Write files by their paths from `root`, and return it."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def hugo() -> dict[str, str]:
    """Two hosts, a guest and a sponsor; recordings are bare names, sections have pages."""
    files = {
        "hugo.toml": 'baseURL = "https://gardeners.fm/"\ntitle = "Gardeners on Air"\n'
        'languageCode = "en-gb"\n[params]\ndescription = "Two people talk of beds and borders."\n'
        'media_prefix = "https://cdn.gardeners.fm/audio"\nauthor = "Rose and Basil"\n'
        'email = "post@gardeners.fm"\ntwitter = "gardenersfm"\n',
        "content/_index.md": '+++\ntitle = "Welcome"\n+++\n',
        "content/episode/_index.md": '+++\ntitle = "Episodes"\n+++\n',
        "content/about.md": '+++\ntitle = "About us"\ndate = 2024-01-01\n+++\nHello.\n',
        "content/host/rose.md": '+++\nTitle = "Rose Thornton"\nTwitter = "rosethorns"\n'
        'Website = "https://rose.gardeners.fm"\nType = "host"\n+++\nGrows [roses](https://a.example).\n',
        "content/host/basil.md": '+++\nTitle = "Basil Herb"\nType = "host"\n+++\n',
        "content/guest/fern.md": '+++\nTitle = "Fern Green"\nLinkedin = "ferngreen"\n'
        'Facebook = "not a handle!"\n+++\n',
        "data/sponsors/spades.yml": "Name: Spades & Sons\nurl: https://spades.example.com/air\n",
        "archetypes/episode.md": '+++\ntitle = ""\npodcast_file = "x.mp3"\n+++\n',
        "themes/castanet/exampleSite/content/episode/a.md": '+++\npodcast_file = "y.mp3"\n+++\n',
    }
    for number in range(1, 6):
        guest = '"fern"' if number == 3 else ""
        files[f"content/episode/bed-{number}.md"] = (
            f'+++\ntitle = "Bed {number}"\nDate = 2024-0{number}-01T08:00:00Z\nepisode = "{number}"\n'
            f'Description = "All about bed {number}."\npodcast_file = "bed-{number}.mp3"\n'
            f'podcast_duration = "31:0{number}"\npodcast_bytes = "3100000{number}"\n'
            f'hosts = ["rose", "basil"]\nguests = [{guest}]\nsponsors = ["spades"]\n'
            'explicit = "no"\nepisode_image = "img/bed.png"\n+++\nNotes {{< youtube abc >}}\n'
        )
    return files


def jekyll() -> dict[str, str]:
    """A blog in which some posts are episodes; days stand in the names of files."""
    files = {
        "_config.yml": "title: Night Trains\nurl: https://nighttrains.example.net\nbaseurl: /pod\n"
        "description: >\n  Sleeping\n  through borders.\nauthor:\n  name: Otto Mann\n"
        "  email: otto@nighttrains.example.net\nlang: de\n",
        "_data/people.yml": "- id: otto\n  name: Otto Mann\n  mastodon: '@otto@example.social'\n"
        "- id: ida\n  name: Ida Frau\n  url: https://ida.example.net\n",
        "_drafts/next.md": "---\ntitle: Next\naudio: https://x.example/next.mp3\n---\n",
        "vendor/bundle/gem/post.md": "---\naudio: https://x.example/gem.mp3\n---\n",
        "README.md": "# Night Trains\n",
    }
    for number in range(1, 5):
        files[f"_posts/2023-0{number}-05-train-{number}.md"] = (
            f"---\nlayout: episode\ntitle: 'Train {number}'\nepisode_number: {number}\n"
            f"audio_file: https://media.example.net/train-{number}.mp3\nfile_size: {number}2345678\n"
            f"length: '1:02:0{number}'\npresenters: [otto, ida]\n---\nNotes with {{{{ page.title }}}}.\n"
        )
    for number in range(1, 9):
        files[f"_posts/2022-0{number}-05-post-{number}.md"] = (
            f"---\nlayout: post\ntitle: 'Post {number}'\n---\nNo audio here.\n"
        )
    return files


def astro() -> dict[str, str]:
    """MDX with nested tables, JSON data, and pages of no show."""
    files = {
        "package.json": '{"name": "deep-sea", "homepage": "https://deepsea.example.org"}',
        "src/data/podcast.json": '{"title": "Deep Sea", "description": "What glows below.", '
        '"language": "en", "owner": {"name": "Marina", "email": "m@deepsea.example.org"}, '
        '"spotify_url": "https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk"}',
        "src/data/guests.json": '{"nemo": {"name": "Captain Nemo", "github": "nemo"}, '
        '"ahab": {"name": "Captain Ahab"}}',
        "src/content/blog/hello.md": "---\ntitle: Hello\npubDate: 2024-01-01\n---\nHi.\n",
        "node_modules/pod/ep.md": "---\naudio: {url: https://x.example/x.mp3}\n---\n",
    }
    for number in range(1, 4):
        files[f"src/content/episodes/{number}-dive.mdx"] = (
            f"---\ntitle: Dive {number}\nepisodeNumber: {number}\nseason: 1\n"
            f"pubDate: 2024-02-0{number}\nepisodeType: full\n"
            f"audio:\n  src: https://cdn.example.org/dive-{number}.mp3\n  size: 5550000{number}\n"
            f"  duration: 00:40:0{number}\n  type: audio/mpeg\n"
            "guests:\n  - nemo\ntype: episode\n---\n"
            "import Player from '../Player.astro'\n\n<Player />\n\nNotes.\n"
        )
    return files


def json_front_matter() -> dict[str, str]:
    """Two shows in one repository, each counting from 1; front matter in JSON."""
    files = {}
    for show in ("tea-time", "coffee-break"):
        files[f"shows/{show}/index.md"] = f"---\ntitle: The {show}\ndescription: On {show}.\n---\n"
        for number in range(1, 5):
            files[f"shows/{show}/{number:03}.md"] = (
                f'{{"title": "{show} {number}", "no": {number}, "date": {1_700_000_000_000 + number}, '
                f'"enclosure": {{"url": "https://cdn.example.com/{show}/{number}.mp3", '
                f'"length": {number}1111111, "type": "audio/mpeg"}}, "runtime": "00:20:0{number}", '
                f'"guest": "Tea Drinker", "guest_twitter": "teadrinker", "mood": "calm"}}\n\nNotes.\n'
            )
    return files


def jekyll_podcast_feed() -> dict[str, str]:
    """The keys of Jekyll-Podcast-Feed, with a recording in Ogg beside each, and seconds."""
    files = {
        "_config.yml": 'podcast_title: Owls\npodcast_owner: "Olga Owl"\npodcast_email: o@owls.example\n'
        'podcast_category: Arts\npodcast_subcategory_one: Books\npodcast_explicit: "no"\n'
        "podcast_description: Birds at night.\nurl: https://owls.example.org\n",
    }
    for number in range(1, 5):
        files[f"_posts/2021-0{number}-09-owl-{number}.markdown"] = (
            f"---\ntitle: Owl {number}\ncategories: podcast\npermalink: /{number}/\n"
            f"podcast_link: https://traffic.example.com/owl-{number}.mp3\n"
            f"podcast_link_ogg: https://traffic.example.com/owl-{number}.ogg\n"
            f"podcast_file_size: 2.0 MB\npodcast_duration: 12{number}\npodcast_length: 204294{number}\n"
            f"podcast_length_ogg: 104294{number}\npodcast_guid: owl-{number}\n"
            f"podcast_episode_number: {number}\npodcast_season_number: 02\n"
            "podcast_episode_type: full\npodcast_subtitle: About owls.\n---\nHoo.\n"
        )
    return files


def eleventy() -> dict[str, str]:
    """All in a table `episode`; recordings are names of files."""
    files = {
        "content/_data/podcast.json": '{"title": "Phases", "siteUrl": "https://phases.example.org", '
        '"category": "TV & Film", "subcategory": "TV Reviews", "language": "en"}',
    }
    for number in range(1, 4):
        files[f"content/posts/2024-04-1{number}-phase.md"] = (
            f"---\ntitle: Phase {number}\ntags:\n  - podcastEpisode\nepisode:\n"
            f"  filename: Phase {number}, Part I.mp3\n  seasonNumber: 1\n  episodeNumber: {number}\n"
            f"  size: 6123144{number}\n  duration: 328{number}\n  explicit: no\n"
            "  episodeType: full\nexcerpt: >-\n  A big week.\n---\nNotes.\n"
        )
    return files


def zola() -> dict[str, str]:
    """Bundles with TOML; what Zola doesn't know stands under `extra`."""
    files = {
        "config.toml": 'base_url = "https://bees.example.org"\ntitle = "Bees"\n'
        'default_language = "fr"\n[extra]\nauthor = "Maya"\n',
        "content/episodes/_index.md": '+++\ntitle = "Episodes"\nsort_by = "date"\n+++\n',
    }
    for number in range(1, 4):
        files[f"content/episodes/{number}-bee/index.md"] = (
            f'+++\ntitle = "Bee {number}"\ndate = 2025-01-0{number}\n[taxonomies]\ntags = ["bees"]\n'
            f'guests = ["Queen Bee"]\n[extra]\naudio = "https://cdn.example.org/bee-{number}.mp3"\n'
            f'bytes = 4444444{number}\nduration = "00:30:0{number}"\nepisode = {number}\n+++\nBzz.\n'
        )
    return files
