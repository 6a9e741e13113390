"""The contract every rule of every family keeps: documented, and right on its own examples."""

import re
from collections import Counter
from pathlib import Path

import pytest

import publisher.rules  # noqa: F401  importing it completes the catalogue
from publisher.model import Finding, Severity
from publisher.rules.catalogue import CATALOGUE, Rule, link_rule
from publisher.rules.explain import FAMILIES
from publisher.rules.fixing import fix_files, write_fixes
from tests.builders import findings_for, inspect, write_repository

RULES = [rule for _, rule in sorted(CATALOGUE.items())]
FIXABLE = [rule for rule in RULES if rule.fixable]


def _id(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}"


def test_every_family_is_there() -> None:
    families = Counter(code[0] for code in CATALOGUE)
    assert set(families) == set(FAMILIES) == set("ELSPWFMT")


def test_names_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_a_code_is_registered_once() -> None:
    rule = CATALOGUE["L101"]
    with pytest.raises(ValueError, match="twice"):
        link_rule(
            rule.code,
            rule.name,
            severity=rule.severity,
            summary=rule.summary,
            why=rule.why,
            fix=rule.fix,
            bad=rule.bad,
            good=rule.good,
        )(lambda link, context: ())
    assert CATALOGUE["L101"] is rule


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", rule.name)
    assert isinstance(rule.severity, Severity)
    assert not rule.summary.endswith(".")
    assert len(rule.summary) <= 88
    assert rule.why.endswith(".")
    assert rule.fix.endswith(".")
    assert rule.bad != rule.good


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_fires_on_the_bad_example(rule: Rule, tmp_path: Path) -> None:
    findings = findings_for(rule, rule.bad, tmp_path)
    assert findings
    for finding in findings:
        assert finding.severity is rule.severity
        assert finding.message
        assert "\n" not in finding.message
        assert not finding.message.endswith(".")
    assert any(finding.replacement is not None for finding in findings) == rule.fixable


@pytest.mark.parametrize("rule", RULES, ids=_id)
def test_is_silent_on_the_good_example(rule: Rule, tmp_path: Path) -> None:
    assert findings_for(rule, rule.good, tmp_path) == ()


@pytest.mark.parametrize("rule", FIXABLE, ids=_id)
def test_fixing_the_bad_example_makes_it_silent(
    rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    findings = findings_for(rule, rule.bad, tmp_path)
    _, problems = write_fixes(fix_files(findings))
    assert problems == ()
    assert _again(rule, tmp_path) == ()


def _again(rule: Rule, root: Path) -> tuple[Finding, ...]:
    return tuple(finding for finding in inspect(root).findings if finding.code == rule.code)


def test_the_default_repository_is_sound(tmp_path: Path) -> None:
    write_repository(tmp_path)
    assert inspect(tmp_path).findings == ()
