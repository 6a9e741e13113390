"""Language codes as feeds carry them (BCP 47), against the lists of ISO 639 and ISO 3166."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-[a-z0-9]{2,8}){0,4}")
_MEANT = {"jp": "ja", "cz": "cs", "dk": "da", "gr": "el", "cn": "zh", "kr": "ko", "ua": "uk"}


class _Codes(NamedTuple):
    two_letters: frozenset[str]
    three_letters: frozenset[str]
    countries: frozenset[str]
    shorter: Mapping[str, str]  # three letters → the two that stand for the same language


@cache
def _codes() -> _Codes:
    data = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
    return _Codes(
        frozenset(data["two_letters"].split()),
        frozenset(data["three_letters"].split()),
        frozenset(data["countries"].split()),
        data["shorter"],
    )


def language_problem(code: str) -> str | None:
    """Return why no app knows the language of `code`; None where it is one of ISO 639.

    Nearly right is right here: `deu` and `en-UK` are for `language_oddity`.
    """
    found = _TAG.fullmatch(code.lower())
    if found is None:
        return "is no language code"
    language, codes = found[1], _codes()
    if language in codes.two_letters | codes.three_letters or language in codes.shorter:
        return None
    meant = _MEANT.get(language)
    hint = f'; did you mean "{meant}"?' if meant else ""
    country = f", {language.upper()} is a country" if language.upper() in codes.countries else ""
    return f"is not a language of ISO 639{country}{hint}"


def language_oddity(code: str) -> str | None:
    """Return what is wrong with a code whose language is known: its length, or its country."""
    found = _TAG.fullmatch(code.lower())
    if found is None:
        return None
    language, codes = found[1], _codes()
    if language in codes.shorter:
        short = codes.shorter[language] + code[len(language) :]
        return f'has three letters where two are usual: write "{short}"'
    region = (found[3] or "").upper()
    if region and not region.isdigit() and region not in codes.countries:
        meant = "GB" if region == "UK" else None
        hint = f"; write {language}-{meant}" if meant else ""
        return f"names a country that there isn't, {region}{hint}"
    return None
