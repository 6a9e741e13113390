"""The catalogue as text: what `publisher rule` prints."""

import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby

from publisher.artwork import artwork_of
from publisher.audio import probe_pieces
from publisher.config.tables import did_you_mean
from publisher.errors import UsageError
from publisher.rules.catalogue import CATALOGUE, Example, Rule, begins_a_code
from publisher.rules.feed.examples import SOUND, SOUND_CHANNEL

FAMILIES = {
    "E": "episode files",
    "L": "how a link is written",
    "W": "what the web answered",
    "S": "sponsors",
    "P": "people and social profiles",
    "F": "the feed",
    "M": "audio, artwork, chapters and transcripts",
    "T": "what was promised on air",
}
_WIDTH = 80
_LONGEST = 260  # characters of a line in an example; what is longer is cut
_REPEATS = 3  # paragraphs alike; what is more is counted


def explain_rule(code: str) -> str:
    """Return all that the catalogue says of a rule, called by its code or its name.

    The beginning of several codes (`S`, `L1`) lists those. Raises UsageError, with the nearest
    code, where there is no such rule.
    """
    if code.strip().upper() not in CATALOGUE and begins_a_code(code):
        return list_rules(code)
    rule = _rule(code)
    parts = [
        f"{rule.code}  {rule.name}  ({_nature(rule)})",
        _wrapped(f"{_sentence(rule)}."),
        _wrapped(f"Why: {rule.why}"),
        _wrapped(f"Mend it: {rule.fix}"),
        f"Wrong:\n\n{_shown(rule.bad, rule.good)}",
        f"Right:\n\n{_shown(rule.good, rule.bad)}",
        _wrapped(
            f"Silence it for one line with <!-- publisher: ignore {rule.code} -->, everywhere "
            f'with ignore = ["{rule.code}"] under [rules] in config/publisher.toml.'
        ),
    ]
    return "\n\n".join(parts) + "\n"


def list_rules(beginning: str = "") -> str:
    """Return the rules whose codes begin so, each on a line, under their families' headings."""
    chosen = beginning.strip().upper()
    lines: list[str] = []
    for family, title in FAMILIES.items():
        codes = (code for code in sorted(CATALOGUE) if code.startswith(family))
        rules = [CATALOGUE[code] for code in codes if code.startswith(chosen)]
        if rules:
            lines += ["", f"{family}: {title}"] if lines else [f"{family}: {title}"]
            lines += [
                f"  {rule.code}  {rule.severity:<8} {'--fix' if rule.fixable else '':<6}"
                f"{_sentence(rule)}"
                for rule in rules
            ]
    return "\n".join(lines) + "\n"


def _rule(code: str) -> Rule:
    wanted = code.strip()
    for rule in CATALOGUE.values():
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    names = [*CATALOGUE, *(rule.name for rule in CATALOGUE.values())]
    hint = did_you_mean(wanted, names) or "; `publisher rule` lists them all"
    raise UsageError(f"there is no rule {wanted!r}{hint}")


def _nature(rule: Rule) -> str:
    return f"{rule.severity}, `--fix` mends it" if rule.fixable else f"{rule.severity}"


def _sentence(rule: Rule) -> str:
    return rule.summary[:1].upper() + rule.summary[1:]


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _shown(example: Example, other: Example) -> str:
    """Return the files of an example, without what is so in every sound show."""
    shown = [f"# {path}\n{text}" for path, text in _telling(example.files, other.files)]
    shown += (f"# {path}{_described(make())}" for path, make in example.media.items())
    shown += (f"# {url} answers {status}" for url, status in example.answers.items())
    if example.episode.strip() and not (shown and example.episode == other.episode == SOUND):
        shown.insert(0, example.episode)
    return "\n\n".join(textwrap.indent(_shortened(text.strip()), "    ") for text in shown)


def _telling(files: Mapping[str, str], others: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files with what tells the two examples apart."""
    for path, text in files.items():
        beside = others.get(path, "").splitlines()
        lines = [
            "…" if line in SOUND_CHANNEL[1:] and line in beside else line
            for line in text.splitlines()
        ]
        if text != others.get(path) or set(lines) - {"…", SOUND_CHANNEL[0]}:
            unlike = (line for line, _ in groupby(lines))  # one … for all that follow each other
            yield path, "\n".join(unlike)


def _described(data: bytes) -> str:
    picture = artwork_of(data)
    if picture.type is not None:
        size = f"{picture.width} × {picture.height} pixels"
        return f": {picture.type}, {size}, {picture.mode}, {_weight(data)}"
    sound = probe_pieces({0: data}, len(data))
    if sound.type is not None and sound.duration_seconds:
        return f": {sound.type}, {round(sound.duration_seconds)} seconds, {_weight(data)}"
    return f"\n{data.decode()}" if data.isascii() else f": {_weight(data)}"


def _weight(data: bytes) -> str:
    return f"{len(data):,} bytes"


def _shortened(text: str) -> str:
    """Return an example that is about length with less of it."""
    paragraphs: list[str] = []
    for paragraph, alike in groupby(text.split("\n\n")):
        count = len(list(alike))
        few = count <= _REPEATS
        paragraphs += [paragraph] * count if few else [paragraph, f"… ({count - 1} times more)"]
    return "\n".join(
        line if len(line) <= _LONGEST else f"{line[: _WIDTH - 20]}… ({len(line)} characters)"
        for line in "\n\n".join(paragraphs).splitlines()
    )
