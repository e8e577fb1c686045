"""
Three papers spell one new mine three ways: one entity, until somebody says otherwise.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from kg.claims import Claim, Entity, Extraction, Mention, Modality, Sighting
from kg.ledger.records import ChangeKind, Noun, Verdict
from kg.resolution.resolver import NAME, Resolver
from kg.review import Review, review_of
from kg.text import Document
from kg.views import view_on

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINE = ("facility:xa", "Sarytogan mine")
ORDER = ("facility:xb", "Mine Sarytogan")
SLIP = ("facility:xc", "Sarytoghan mine")
FIRM = Entity("company:arafura", "Arafura Rare Earths", "Company")


@pytest.fixture
def tell(ledger):
    """
    Records a document in which Arafura is said to operate a mine in Kazakhstan, by the name given.
    """

    def record(name, place="state:kazakhstan"):
        id_, label = name
        sentence = f"Arafura operates the {label}."
        mine = Entity(id_, label, "Mine", known=False)
        claims = [
            Claim("company:arafura", "operates", id_, Modality.ASSERTED, sentence),
            Claim(id_, "locatedIn", place, Modality.ASSERTED, sentence),
        ]
        start = sentence.index(label)
        mentions = (Mention(FIRM, "Arafura", 0, 7), Mention(mine, label, start, start + len(label)))
        sightings = tuple(Sighting(each, 0, len(sentence), "by-hand@1", 1.0) for each in claims)
        document = Document(sentence, url=f"https://wire.example/{id_}", publisher=label, published="2026-03-01")
        return ledger.record(document, Extraction(True, (FIRM, mine), mentions, sightings), NOW)

    return record


@pytest.fixture
def resolve(ledger, background):
    resolver = Resolver(ledger, background)

    def judged(now=NOW):
        return {each.target: each.verdict for each in resolver.resolve(now)}

    return judged


def merges(ledger):
    return review_of(ledger.all_judgements()).merges


def test_three_spellings_of_a_new_mine_are_one_entity(tell, ledger, resolve, background):
    for spelled in (MINE, ORDER, SLIP):
        tell(spelled)

    resolve()

    view = view_on(ledger, background, None, date(2026, 11, 22))
    assert merges(ledger) == {"facility:xb": "facility:xa", "facility:xc": "facility:xa"}
    assert {each.object for each in view.assessments if each.relation == "operates"} == {"facility:xa"}
    (believed,) = (each for each in view.assessments if each.relation == "operates")
    assert len(believed.basis) == 3


def test_it_makes_no_difference_in_which_order_and_when_they_come(tell, ledger, resolve):
    for spelled in (SLIP, MINE, ORDER):
        tell(spelled)
        resolve()

    assert set(merges(ledger).values()) == {"facility:xc"}
    assert len(merges(ledger)) == 2


def test_a_judgement_taken_back_parts_them_again(tell, ledger, resolve):
    for spelled in (MINE, SLIP):
        tell(spelled)
    resolve()

    ledger.judge("facility:xc facility:xa", Verdict.DIFFERENT, "Ada", "two mines after all", NOW)

    assert merges(ledger) == {}
    assert resolve() == {}
    assert [each.person for each in ledger.judgements("facility:xc facility:xa")] == [NAME, "Ada"]


def test_what_a_person_keeps_apart_is_not_joined_by_way_of_a_third(tell, ledger, resolve):
    for spelled in (MINE, ORDER, SLIP):
        tell(spelled)
    resolve()

    ledger.judge("facility:xa facility:xc", Verdict.DIFFERENT, "Ada", "two mines after all", NOW)

    held = merges(ledger)
    assert held.get("facility:xa", "facility:xa") != held.get("facility:xc", "facility:xc")


def test_a_name_of_another_country_is_another_mine(tell, ledger, resolve):
    tell(MINE)
    tell(SLIP, place="state:chile")

    resolve()

    assert merges(ledger) == {}


def test_what_is_told_later_makes_a_doubtful_pair_one(tell, ledger, resolve):
    sentence = "The Sarytoghan mine will open."
    mine = Entity(SLIP[0], SLIP[1], "Mine", known=False)
    ledger.record(
        Document(sentence, url="https://wire.example/0", published="2026-02-01"), Extraction(True, (mine,)), NOW
    )
    tell(MINE)
    assert resolve() == {"facility:xa facility:xc": Verdict.UNSURE}

    tell(SLIP)

    assert resolve() == {"facility:xa facility:xc": Verdict.SAME}


def test_judgements_of_the_resolver_are_changes_of_our_pipeline_and_carry_their_evidence(tell, ledger, resolve):
    for spelled in (MINE, SLIP):
        tell(spelled)
    seen = ledger.position

    resolve()

    (change,) = ledger.changes(seen)
    assert (change.kind, change.noun) == (ChangeKind.PIPELINE, Noun.JUDGEMENT)
    (judgement,) = ledger.judgements(change.target)
    assert judgement.evidence["names one letter apart"] > 0 > judgement.evidence["few names are one"]
    assert all(feature in judgement.reason for feature in judgement.evidence)


def test_another_process_judges_nothing_twice(tell, ledger, resolve, background):
    for spelled in (MINE, SLIP):
        tell(spelled)
    resolve()

    assert Resolver(ledger, background).resolve(NOW) == ()


def test_what_is_recorded_while_names_are_judged_is_judged_next(tell, ledger, background, monkeypatch):
    resolver = Resolver(ledger, background)
    tell(MINE)
    named = ledger.entities

    def interrupted():
        found = named()
        tell(SLIP)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "entities", interrupted)
        assert resolver.resolve(NOW) == ()

    assert [each.target for each in resolver.resolve(NOW)] == ["facility:xc facility:xa"]


def test_the_audit_axis_turns_back_before_a_merge(tell, ledger, resolve):
    for spelled in (MINE, SLIP):
        tell(spelled)
    resolve(NOW + timedelta(days=1))

    assert review_of(ledger.all_judgements(NOW)) == Review({}, {})


def test_a_known_thing_keeps_its_id_and_takes_a_misprint(ledger, resolve):
    firm = Entity("company:xnew", "Arafura Rare Earhts", "Company", known=False)
    sentence = "Arafura Rare Earhts of Australia will mine at Nolans."
    beside = Entity("facility:nolans", "Nolans", "Project")
    claim = Claim("company:xnew", "basedIn", "state:australia", Modality.ASSERTED, sentence)
    start = sentence.index("Nolans")
    ledger.record(
        Document(sentence, url="https://wire.example/1", published="2026-02-01"),
        Extraction(
            True,
            (firm, beside),
            (Mention(firm, firm.label, 0, len(firm.label)), Mention(beside, "Nolans", start, start + 6)),
            (Sighting(claim, 0, len(sentence), "by-hand@1", 1.0),),
        ),
        NOW,
    )

    resolve()

    assert merges(ledger) == {"company:xnew": "company:arafura"}
