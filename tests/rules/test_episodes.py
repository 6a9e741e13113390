from publisher.episodes.codes import SEVERITIES
from publisher.rules.catalogue import CATALOGUE


def test_every_code_that_reading_reports_is_documented_with_its_severity() -> None:
    assert {code: CATALOGUE[code].severity for code in SEVERITIES} == SEVERITIES
