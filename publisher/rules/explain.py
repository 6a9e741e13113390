"""The catalogue as text: what `publisher rule` prints."""

import textwrap

from publisher.config.tables import did_you_mean
from publisher.errors import UsageError
from publisher.rules.catalogue import CATALOGUE, Example, Rule, begins_a_code

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
_WIDTH = 88


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
        f"Wrong:\n\n{_shown(rule.bad)}",
        f"Right:\n\n{_shown(rule.good)}",
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


def _shown(example: Example) -> str:
    shown = [textwrap.indent(example.episode.strip(), "    ")] if example.episode.strip() else []
    for path, text in example.files.items():
        shown.append(f"    # {path}\n{textwrap.indent(text.strip(), '    ')}")
    shown += (f"    # {path} ({len(data):,} bytes)" for path, data in example.media.items())
    for url, status in example.answers.items():
        shown.append(f"    # {url} answers {status}")
    return "\n\n".join(shown)
