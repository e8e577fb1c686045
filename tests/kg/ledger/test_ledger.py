from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.claims import Entity, Extraction, Mention
from kg.errors import BrokenExtraction
from kg.ledger import open_ledger
from kg.ledger.records import Arrival, Assessment, ChangeKind, Noun, Outcome, Verb, Verdict
from kg.text import Document

JAPAN = "Japan joined FORGE."
CHILE = "Chile joined FORGE."
KENYA = "Kenya joined FORGE."


def kinds(ledger, since=0, noun=Noun.CLAIM):
    return [(change.verb, change.kind) for change in ledger.changes(since) if change.noun is noun]


def test_a_recorded_claim_comes_back_with_its_evidence(desk, ledger):
    recorded = desk.record(JAPAN, CHILE, publisher="The Daily Ore")

    second = ledger.claims()[1]

    assert recorded.outcome is Outcome.NEW
    assert [claim.id for claim in ledger.claims()] == list(recorded.added)
    assert second.claim.quote == CHILE
    assert ledger.document(second.document_id).document.text[second.start : second.end] == CHILE
    assert (second.publisher, second.published, second.available) == ("The Daily Ore", "2026-02-04", date(2026, 2, 4))
    assert second.recorded == desk.now


def test_the_same_text_twice_is_one_document_and_no_change(desk, ledger):
    first = desk.record(JAPAN)

    again = desk.record(JAPAN)

    assert again.outcome is Outcome.SAME
    assert (again.document_id, again.version, again.added) == (first.document_id, 1, ())
    assert ledger.position == first.position


def test_editing_a_document_withdraws_what_it_no_longer_says(desk, ledger):
    first = desk.record(JAPAN, CHILE)

    edited = desk.record(JAPAN, KENYA)

    assert edited.outcome is Outcome.EDITED
    assert edited.version == 2
    assert edited.withdrawn == (first.added[1],)
    assert desk.said() == [JAPAN, KENYA]
    assert kinds(ledger, first.position) == [(Verb.ADDED, ChangeKind.SOURCE), (Verb.WITHDRAWN, ChangeKind.SOURCE)]


def test_the_text_before_an_edit_is_kept(desk, ledger):
    recorded = desk.record(JAPAN)
    desk.record(CHILE)

    assert ledger.document(recorded.document_id, 1).document.text == JAPAN
    assert ledger.document(recorded.document_id).document.text == CHILE
    assert ledger.document(recorded.document_id, 3) is None
    assert ledger.document("nobody") is None


def test_a_claim_that_reappears_keeps_its_id_and_first_position(desk, ledger):
    first = desk.record(JAPAN)
    desk.record(CHILE)

    back = desk.record(JAPAN)

    assert back.added == first.added
    assert ledger.claims()[0].position == ledger.history(first.added[0])[0].position
    assert [change.summary.get("again") for change in ledger.history(first.added[0])] == [False, None, True]


def test_a_new_document_is_a_change_of_the_world(desk, ledger):
    desk.record(JAPAN)

    assert kinds(ledger) == [(Verb.ADDED, ChangeKind.WORLD)]
    assert kinds(ledger, noun=Noun.DOCUMENT) == [(Verb.ADDED, ChangeKind.WORLD)]


def test_upgrading_a_pattern_yields_pipeline_changes_only(desk, ledger, read):
    first = desk.record(JAPAN, CHILE, reader="patterns@1")
    found = replace(read(JAPAN, CHILE), sightings=read(JAPAN, CHILE).sightings[1:])

    again = desk.record(JAPAN, CHILE, extraction=found, reader="patterns@2")

    assert again.outcome is Outcome.SAME
    assert again.version == 1
    assert again.withdrawn == first.added[:1]
    assert {change.kind for change in ledger.changes(first.position)} == {ChangeKind.PIPELINE}


def test_a_renamed_pattern_changes_the_sighting_and_not_the_claim(desk, ledger, read):
    first = desk.record(JAPAN)

    again = desk.record(JAPAN, extraction=read(JAPAN, extractor="partyTo/verb@2"))

    assert (again.added, again.withdrawn) == ((), ())
    assert ledger.claims()[0].extractor == "partyTo/verb@2"
    assert [seen.extractor for seen in ledger.sightings(first.added[0])] == ["partyTo/verb@1", "partyTo/verb@2"]


def test_an_edit_read_by_a_new_reader_tells_the_publishers_doing_from_ours(desk, ledger, read):
    first = desk.record(JAPAN, CHILE, KENYA, reader="patterns@1")
    found = Extraction(relevant=True, sightings=read(JAPAN).sightings)

    desk.record(JAPAN, CHILE, extraction=found, reader="patterns@2")

    withdrawn = {change.target: change.kind for change in ledger.changes(first.position) if change.noun is Noun.CLAIM}
    assert withdrawn == {first.added[1]: ChangeKind.PIPELINE, first.added[2]: ChangeKind.SOURCE}


def test_what_was_available_by_a_day_is_what_is_selected_for_it(desk):
    desk.record(JAPAN, document="early", published="2026-01-05")
    desk.record(CHILE, document="late", published="2026-03-05")

    assert desk.said(as_of=date(2026, 1, 4)) == []
    assert desk.said(as_of=date(2026, 1, 5)) == [JAPAN]
    assert desk.said(as_of=date(2026, 3, 5)) == [JAPAN, CHILE]


def test_before_a_silent_edit_the_old_text_stands(desk):
    desk.record(JAPAN, published="2026-01-05")
    desk.record(CHILE, published="2026-01-05")

    assert desk.said(as_of=date(2026, 1, 6)) == [JAPAN]
    assert desk.said(as_of=desk.now.date()) == [CHILE]


def test_a_date_that_comes_later_makes_the_document_available_from_it(desk, ledger):
    desk.record(JAPAN, published=None)
    dated = desk.record(JAPAN, published="2026-01-05")

    assert dated.outcome is Outcome.EDITED
    assert desk.said(as_of=date(2026, 1, 5)) == [JAPAN]
    assert ledger.claims()[0].available == date(2026, 1, 5)


def test_a_second_fetch_that_knows_less_is_no_edit(desk, ledger):
    desk.record(JAPAN, publisher="The Daily Ore")

    again = desk.record(JAPAN, publisher="", published=None)

    assert again.outcome is Outcome.SAME
    assert ledger.documents()[0].document.publisher == "The Daily Ore"


def test_the_audit_axis_turns_back_readings_and_judgements(desk, ledger):
    recorded = desk.record(JAPAN)
    before = desk.now
    ledger.judge(recorded.added[0], Verdict.REJECT, "Ada", "misread", before + timedelta(hours=1))

    assert desk.said() == []
    assert desk.said(recorded_as_of=before) == [JAPAN]
    assert desk.said(recorded_as_of=before - timedelta(hours=1)) == []


def test_the_latest_verdict_holds(desk, ledger):
    recorded = desk.record(JAPAN)
    ledger.judge(recorded.added[0], Verdict.REJECT, "Ada", "misread", desk.now)
    ledger.judge(recorded.added[0], Verdict.ACCEPT, "Bo", "read again", desk.now)

    assert desk.said() == [JAPAN]
    assert [judgement.person for judgement in ledger.judgements(recorded.added[0])] == ["Ada", "Bo"]
    assert {change.kind for change in ledger.changes(recorded.position)} == {ChangeKind.REVIEW}


def test_a_judgement_of_nothing_is_refused(ledger):
    with pytest.raises(KeyError):
        ledger.judge("nothing", Verdict.ACCEPT, "Ada", "", datetime.now(UTC))


def test_claims_about_an_entity_are_those_that_have_it_at_either_end(desk):
    desk.record(JAPAN, "Chile joined MSP.")

    assert desk.said(about=["Japan"]) == [JAPAN]
    assert desk.said(about=["MSP"]) == ["Chile joined MSP."]
    assert desk.said(about=[]) == []


def test_claims_for_finds_withdrawn_ones_too(desk, ledger):
    first = desk.record(JAPAN)
    desk.record(CHILE)

    assert [claim.claim.quote for claim in ledger.claims_for([*first.added, "unknown"])] == [JAPAN]
    assert ledger.claim("unknown") is None


def test_a_text_without_a_letter_is_refused_and_leaves_no_trace(desk, ledger):
    refused = desk.record(" \n", extraction=Extraction(relevant=False))

    assert (refused.outcome, refused.reason) == (Outcome.REFUSED, "there is no text in it")
    assert ledger.position == 0


@pytest.mark.parametrize(("start", "end"), [(1, 19), (0, 0), (5, 2), (0, 400), (-19, 19)])
def test_a_quote_that_does_not_stand_in_the_text_records_nothing(desk, ledger, read, start, end):
    sighting = replace(read(JAPAN).sightings[0], start=start, end=end)

    with pytest.raises(BrokenExtraction, match=r"partyTo/verb@1 quotes 'Japan joined FORGE.'"):
        desk.record(JAPAN, CHILE, extraction=Extraction(relevant=True, sightings=(sighting,)))

    assert ledger.position == 0


def test_an_irrelevant_document_is_kept_without_claims(desk, ledger):
    recorded = desk.record("Rain is likely.", extraction=Extraction(relevant=False))

    assert recorded.outcome is Outcome.NEW
    assert not ledger.documents()[0].relevant


def test_a_document_taken_down_keeps_its_text_and_withdraws_its_claims(desk, ledger):
    first = desk.record(JAPAN)

    gone = ledger.withdraw(first.document_id, "404 Not Found", desk.now + timedelta(days=1))

    assert gone.withdrawn == first.added
    assert ledger.document(first.document_id).gone
    assert ledger.document(first.document_id).document.text == JAPAN
    assert desk.said(as_of=date(2026, 2, 4)) == [JAPAN]
    assert desk.said() == []
    assert {change.kind for change in ledger.changes(first.position)} == {ChangeKind.SOURCE}


def test_a_document_that_comes_back_says_it_all_again(desk, ledger):
    first = desk.record(JAPAN)
    ledger.withdraw(first.document_id, "404 Not Found", desk.now)
    ledger.withdraw(first.document_id, "404 Not Found", desk.now)

    back = desk.record(JAPAN)

    assert (back.version, back.added) == (3, first.added)
    assert not ledger.document(first.document_id).gone


def test_names_met_in_texts_are_kept_once_and_known_ones_not_at_all(desk, ledger):
    pact = Entity("agreement:x1", "the pact", "Agreement", known=False)
    japan = Entity("state:japan", "Japan", "Country")
    found = Extraction(relevant=True, entities=(pact, japan), mentions=(Mention(japan, "Japan", 0, 5),))
    recorded = desk.record(JAPAN, extraction=found)
    desk.record(CHILE, document="memo-2", extraction=Extraction(relevant=True, entities=(pact,)))

    assert ledger.entities() == (pact,)
    assert [(mention.entity_id, mention.text) for mention in ledger.mentions(recorded.document_id)] == [
        ("state:japan", "Japan")
    ]
    assert ledger.mentions("nobody") == ()


def test_one_claim_seen_twice_is_selected_once_by_its_best_sighting(desk, ledger, read):
    faint = read(JAPAN, extractor="partyTo/noun@1", score=0.2).sightings
    sure = read(JAPAN, extractor="partyTo/verb@1", score=0.8).sightings

    recorded = desk.record(JAPAN, extraction=Extraction(relevant=True, sightings=faint + sure))

    assert [claim.extractor for claim in ledger.claims()] == ["partyTo/verb@1"]
    assert len(ledger.sightings(recorded.added[0])) == 2


def test_an_assessment_is_appended_only_when_its_result_changes(ledger):
    now = datetime(2026, 2, 9, tzinfo=UTC)
    launched = Assessment("agreement:x", "status", {"value": "launched"}, "status@1", ("c1",), (), 7)
    signed = replace(launched, result={"value": "signed"}, basis=("c2",), dissent=("c1",))

    first = ledger.append_assessments([launched], ChangeKind.WORLD, now)
    again = ledger.append_assessments(
        [replace(launched, rule="status@2", basis=("c1", "c3"))], ChangeKind.PIPELINE, now
    )
    after = ledger.append_assessments([signed], ChangeKind.WORLD, now)

    assert (first, again, after) == ((launched,), (), (signed,))
    assert [kept.assessment for kept in ledger.assessments("agreement:x")] == [launched, signed]
    assert [(change.verb, change.summary["before"], change.summary["now"]) for change in ledger.changes()] == [
        (Verb.ADDED, None, {"value": "launched"}),
        (Verb.CHANGED, {"value": "launched"}, {"value": "signed"}),
    ]


def test_a_cursor_pages_through_all_changes_once(desk, ledger):
    for number in range(7):
        desk.record(JAPAN, document=f"memo-{number}")

    pages, cursor = [], 0
    while page := ledger.changes(cursor, limit=4):
        pages.extend(page)
        cursor = page[-1].position

    assert pages == list(ledger.changes()) == list(ledger.replay(page=3))
    assert [change.position for change in pages] == list(range(1, 15))


def test_changes_can_be_narrowed_to_kinds(desk, ledger):
    desk.record(JAPAN)
    desk.record(CHILE)

    assert {change.kind for change in ledger.changes(kinds=[ChangeKind.SOURCE])} == {ChangeKind.SOURCE}
    assert ledger.changes(kinds=[ChangeKind.REVIEW, ChangeKind.PIPELINE]) == ()


def test_many_documents_in_one_commit_are_all_or_none(ledger, read):
    now = datetime(2026, 2, 9, tzinfo=UTC)
    good = Arrival(Document(JAPAN, url="https://a.example/1"), read(JAPAN))
    broken = Arrival(Document(CHILE, url="https://a.example/2"), read(JAPAN))

    with pytest.raises(BrokenExtraction):
        ledger.record_all([good, broken], now)

    assert ledger.position == 0
    assert [one.outcome for one in ledger.record_all([good, good], now)] == [Outcome.NEW, Outcome.SAME]


def test_a_time_without_a_zone_is_refused(ledger, read):
    with pytest.raises(ValueError, match="no time zone"):
        ledger.record(Document(JAPAN), read(JAPAN), datetime(2026, 2, 9))  # noqa: DTZ001 - the case


def test_an_empty_ledger_answers_nothing(ledger):
    assert ledger.claims() == ledger.documents() == ledger.entities() == ledger.changes() == ()
    assert ledger.check() == ()


SENTENCES = st.lists(
    st.builds("{} joined {}.".format, st.sampled_from(["Japan", "Chile", "Kenya"]), st.sampled_from(["MSP", "FORGE"])),
    unique=True,
    max_size=5,
)


@given(versions=st.lists(SENTENCES, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_edit_adds_and_withdraws_exactly_the_difference(tmp_path_factory, read, versions):
    ledger = open_ledger(tmp_path_factory.mktemp("ledger"))
    now, before = datetime(2026, 2, 9, tzinfo=UTC), set()

    for sentences in versions:
        told = Document("Today: " + " ".join(sentences), url="https://a.example/1")
        moved = [replace(seen, start=seen.start + 7, end=seen.end + 7) for seen in read(*sentences).sightings]
        recorded = ledger.record(told, Extraction(relevant=True, sightings=tuple(moved)), now)
        standing = {claim.id for claim in ledger.claims()}
        assert standing == (before | set(recorded.added)) - set(recorded.withdrawn)
        assert {claim.claim.quote for claim in ledger.claims()} == set(sentences)
        assert not set(recorded.added) & before
        assert set(recorded.withdrawn) <= before
        before = standing

    assert ledger.check() == ()
    ledger.close()


@given(orders=st.permutations([JAPAN, CHILE, KENYA]))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_claims_have_the_same_ids_wherever_they_stand(tmp_path_factory, read, orders):
    ledger = open_ledger(tmp_path_factory.mktemp("ledger"))
    now = datetime(2026, 2, 9, tzinfo=UTC)
    first = ledger.record(
        Document(f"{JAPAN} {CHILE} {KENYA}", url="https://a.example/1"), read(JAPAN, CHILE, KENYA), now
    )

    moved = ledger.record(Document(" ".join(orders), url="https://a.example/1"), read(*orders), now)

    assert (moved.added, moved.withdrawn) == ((), ())
    assert {claim.id for claim in ledger.claims()} == set(first.added)
    ledger.close()
