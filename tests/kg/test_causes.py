import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kg.beliefs.assessments import Assessment, Rule, Standing
from kg.claims import Claim, Extraction, Modality, Sighting
from kg.ledger.records import ChangeKind, Noun, Verb, Verdict
from kg.projector import Projector
from kg.search import open_index
from kg.stores.oxigraph import OxigraphStore
from kg.stores.snapshots import PastDays
from kg.text import Document

FEBRUARY = datetime(2026, 2, 10, tzinfo=UTC)
MARCH = datetime(2026, 3, 10, tzinfo=UTC)


@pytest.fixture
def projecting(ledger, background, tmp_path):
    """
    Projects the ledger with the rules given, as a process of its own would, and tells what changed.
    """

    def project(now, rules=background.rules):
        seen = ledger.position
        store, index = OxigraphStore.open(tmp_path / "graph"), open_index(tmp_path)
        past = PastDays(tmp_path / "graph")
        Projector(ledger, store, index, replace(background, rules=rules), past).catch_up(now)
        store.close()
        index.close()
        return [change for change in ledger.replay(seen) if change.noun is Noun.ASSESSMENT]

    return project


def sceptical(rule: Rule) -> Rule:
    """
    The same rule one version on, which finds nothing supported any more.
    """

    def assess(subject, context, name) -> tuple[Assessment, ...]:
        return tuple(replace(each, standing=Standing.UNCONFIRMED) for each in rule.assess(subject, context, name))

    return replace(rule, version=rule.version + 1, assess=assess)


def test_upgrading_a_rule_yields_pipeline_changes_only(memorandum, projecting, background, ledger):
    projecting(MARCH)

    changes = projecting(MARCH, tuple(map(sceptical, background.rules)))

    assert changes
    assert {change.kind for change in changes} == {ChangeKind.PIPELINE}


def test_upgrading_a_rule_overnight_yields_pipeline_changes_only(memorandum, projecting, background):
    projecting(datetime(2026, 3, 10, tzinfo=UTC))

    changes = projecting(datetime(2026, 3, 11, tzinfo=UTC), tuple(map(sceptical, background.rules)))

    assert {change.kind for change in changes} == {ChangeKind.PIPELINE}


def test_upgrading_a_pattern_yields_pipeline_changes_only(projecting, ledger):
    sentence = "Japan and Chile signed the memorandum."
    document = Document(sentence, url="https://wire.example/1", publisher="Wire", published="2026-02-04")

    def reading(*parties):
        claims = [Claim(party, "partyTo", "agreement:memo", Modality.ASSERTED, sentence) for party in parties]
        return Extraction(True, sightings=tuple(Sighting(each, 0, len(sentence), "p@1", 1.0) for each in claims))

    ledger.record(document, reading("state:japan", "state:peru"), FEBRUARY, reader="patterns@1")
    projecting(FEBRUARY)
    seen = ledger.position

    ledger.record(document, reading("state:japan", "state:chile"), MARCH, reader="patterns@2")
    projecting(MARCH)

    changes = tuple(ledger.replay(seen))
    assert {change.kind for change in changes} == {ChangeKind.PIPELINE}
    assert {(change.target, change.verb) for change in changes if change.noun is Noun.ASSESSMENT} == {
        ("state:peru partyTo", Verb.WITHDRAWN),
        ("state:chile partyTo", Verb.ADDED),
    }


def test_a_deadline_that_passes_is_a_change_of_the_world(tell, projecting):
    tell(
        "2026-02-04",
        "wire",
        ("It is due on 6 March.", "agreement:memo", "deadline", "2026-03-06", {"modality": "planned"}),
    )
    projecting(FEBRUARY)

    (change,) = projecting(MARCH)

    assert change.kind is ChangeKind.WORLD
    assert (change.summary["before"], change.summary["now"]) == ({"pending": "supported"}, {"overdue": "supported"})


def test_a_judgement_changes_a_belief_as_review(tell, projecting, ledger):
    (claim,) = tell("2026-02-04", "wire", ("Japan is a party.", "state:japan", "partyTo", "agreement:memo")).added
    projecting(MARCH)

    ledger.judge(claim, Verdict.REJECT, "Ada", "the text says Chile", MARCH)
    (change,) = projecting(MARCH)

    assert (change.kind, change.verb, change.target) == (ChangeKind.REVIEW, Verb.WITHDRAWN, "state:japan partyTo")


def test_an_edit_by_the_publisher_changes_a_belief_as_source(tell, projecting, ledger):
    tell("2026-02-04", "wire", ("Japan is a party.", "state:japan", "partyTo", "agreement:memo"))
    projecting(MARCH)

    tell("2026-02-04", "wire", ("Chile is a party.", "state:chile", "partyTo", "agreement:memo"))

    assert {change.kind for change in projecting(MARCH)} == {ChangeKind.SOURCE}


def test_nothing_is_told_again_when_the_graph_is_lost(memorandum, projecting, tmp_path):
    projecting(MARCH)
    shutil.rmtree(tmp_path / "graph")

    assert projecting(MARCH) == []


def test_upgrading_a_rule_while_the_graph_is_lost_yields_pipeline_changes_only(
    memorandum, tell, projecting, background, tmp_path
):
    projecting(MARCH)
    tell("2026-02-09", "post", ("Japan joins the memorandum.", "state:japan", "partyTo", "agreement:memo"))
    assert projecting(MARCH) == []
    shutil.rmtree(tmp_path / "graph")

    changes = projecting(MARCH, tuple(map(sceptical, background.rules)))

    assert {change.kind for change in changes} == {ChangeKind.PIPELINE}
