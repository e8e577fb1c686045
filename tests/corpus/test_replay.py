"""
The year in replay, from the promise to the signature: what is told on which day.
"""

import orjson
import pytest
from typer.testing import CliRunner

from api.cli import app

pytestmark = pytest.mark.model
DUE = "US-EU MOU on a Strategic Partnership for Critical Minerals, due 6 March 2026"


@pytest.fixture(scope="module")
def days(corpus):
    """
    Every day told between the promise and the signature, by its date.
    """
    options = ["--from", "2026-02-03", "--to", "2026-04-27", "--party", "European Union", "--json"]
    result = CliRunner().invoke(app, ["replay", str(corpus), *options])
    assert result.exit_code == 0, result.output
    told = [orjson.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    return {each["day"]: each for each in told}


def changed(day, target):
    return [(each["before"], each["now"]) for each in day["changes"] if each["target"] == target]


def test_the_promise_is_told_on_its_day_with_its_sentence(days):
    day = days["2026-02-04"]

    ((before, now),) = changed(day, "agreement:us-eu-mou status")
    assert (before, now) == ({}, {"committed": "supported"})
    (change,) = (each for each in day["changes"] if each["target"] == "agreement:us-eu-mou status")
    assert any("conclude a" in quote.lower() for quote in change["evidence"])
    assert any(alert.startswith("new: US-EU MOU") for alert in day["alerts"])


def test_the_promise_falls_due_and_is_overdue_without_any_news(days):
    assert DUE in days["2026-03-06"]["due"]
    assert days["2026-03-07"]["documents"] == []
    assert DUE in days["2026-03-07"]["overdue"]
    assert {each["kind"] for each in days["2026-03-07"]["changes"]} == {"world"}


def test_forge_takes_the_place_of_the_msp_on_its_day(days):
    ((_, now),) = changed(days["2026-02-04"], "bloc:msp status")

    assert now == {"superseded": "supported"}


def test_the_signature_ends_it(days):
    told = [day for day in days.values() if changed(day, "agreement:us-eu-mou signedOn")]

    assert [day["day"] for day in told] == ["2026-04-24"]
    assert changed(told[0], "agreement:us-eu-mou signedOn") == [({}, {"2026-04-24": "supported"})]


def test_every_change_of_a_replay_is_of_the_world(days):
    assert {each["kind"] for day in days.values() for each in day["changes"]} == {"world"}
