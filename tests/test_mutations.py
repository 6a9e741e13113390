"""Every way to break a show is caught by the right rule, and a sound show by none."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from publisher.asking import Web
from publisher.config import load_network
from publisher.errors import PublisherError
from publisher.model import Finding, Severity
from publisher.pipeline import build_repository
from publisher.rules.catalogue import CATALOGUE
from tests.builders import NOW, inspect
from tests.commands import write
from tests.mutations.breaking import Mutation, Refused
from tests.mutations.channel import CHANNEL
from tests.mutations.files import FILES, REFUSED
from tests.mutations.items import ITEMS
from tests.mutations.lock import LOCK
from tests.mutations.media import MEDIA
from tests.mutations.shows import SHOWS as PLAIN_SHOWS
from tests.mutations.tagged_show import TAGGED
from tests.mutations.tags import TAGS

SHOWS = {**PLAIN_SHOWS, "tagged": TAGGED}
ELSEWHERE = ("W", "F301", "F302", "F4")
"""What the web, one place's notes and the live feed tell; no check without the web does."""

MUTATIONS = (*CHANNEL, *ITEMS, *TAGS, *FILES, *MEDIA, *LOCK)


def grave(findings: Iterable[Finding]) -> set[str]:
    """Return the codes of errors and warnings."""
    return {each.code for each in findings if each.severity is not Severity.INFO}


def checked(root: Path) -> set[str]:
    """Return what `check` finds without the web."""
    return grave(inspect(root).findings)


def built(root: Path) -> set[str]:
    """Return what a build finds without the web."""
    network = load_network(root.resolve())
    return grave(build_repository(network, (), now=NOW, web=Web(offline=True)).report.findings)


@pytest.mark.parametrize("name", SHOWS)
def test_a_sound_show_has_nothing_to_mend(name: str, tmp_path: Path) -> None:
    write(tmp_path, SHOWS[name])
    assert checked(tmp_path) == set()
    assert built(tmp_path) == set()
    assert checked(tmp_path) == set()  # nor has it once it is published
    assert built(tmp_path) == set()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_what_is_broken_is_caught(mutation: Mutation, tmp_path: Path) -> None:
    write(tmp_path, SHOWS[mutation.show])
    mutation.change(tmp_path)
    assert checked(tmp_path) == set(mutation.codes.split())


@pytest.mark.parametrize("mutation", LOCK, ids=lambda mutation: mutation.name)
def test_a_build_says_the_same_of_what_is_published(mutation: Mutation, tmp_path: Path) -> None:
    write(tmp_path, SHOWS[mutation.show])
    mutation.change(tmp_path)
    assert built(tmp_path) == set(mutation.codes.split())


@pytest.mark.parametrize("refused", REFUSED, ids=lambda refused: refused.name)
def test_a_broken_config_is_refused(refused: Refused, tmp_path: Path) -> None:
    write(tmp_path, SHOWS[refused.show])
    refused.change(tmp_path)
    with pytest.raises(PublisherError) as error:
        checked(tmp_path)
    assert refused.words in str(error.value)


def test_the_table_has_every_error_and_warning() -> None:
    assert len(MUTATIONS) >= 200
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS)
    codes = {code for mutation in MUTATIONS for code in mutation.codes.split()}
    said = {code for code, rule in CATALOGUE.items() if rule.severity is not Severity.INFO}
    assert codes == {code for code in said if not code.startswith(ELSEWHERE)}
