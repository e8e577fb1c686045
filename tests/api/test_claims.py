"""
People's judgements over HTTP, on a service of their own.
"""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Key, Settings
from api.wiring import open_service
from kg.claims import Claim, Entity, Extraction, Modality, Sighting
from kg.ledger.records import ChangeKind, Noun
from kg.text import Document

MOU = "agreement:us-eu-mou"
PACT = Entity("agreement:xpact", "Transatlantic Minerals Pact", "MemorandumOfUnderstanding", known=False)


@pytest.fixture
def desk(tmp_path):
    keys = (Key("ada", "s3cret", frozenset({"review", "write"})), Key("bot", "b0t", frozenset({"write"})))
    settings = Settings(data=tmp_path, query_workers=1, keys=keys)
    with TestClient(create_app(settings, open_service)) as client:
        client.headers["Authorization"] = "Bearer s3cret"
        yield client


@pytest.fixture
def service(desk):
    return desk.app.state.service


@pytest.fixture
def say(service):
    def record(sentence, *claims, entities=(), day="2026-02-04"):
        made = [Claim(s, r, o, Modality.ASSERTED, sentence, date=day) for s, r, o in claims]
        document = Document(sentence, url=f"https://wire.example/{len(sentence)}", publisher="Wire", published=day)
        found = tuple(Sighting(each, 0, len(sentence), "by-hand@1", 1.0) for each in made)
        extraction = Extraction(True, tuple(entities), sightings=found)
        return service.ledger.record(document, extraction, datetime.now(UTC), reader="by-hand@1").added

    return record


def parties(desk):
    return {each["id"] for each in desk.get(f"/agreements/{MOU}").json()["parties"]}


def test_a_claim_that_is_gone_says_why(desk, service):
    def record(text, claims, reader="by-hand@1"):
        found = tuple(Sighting(each, 0, len(text), reader, 1.0) for each in claims)
        document = Document(text, url="https://wire.example/story", publisher="Wire", published="2026-02-04")
        extraction = Extraction(True, sightings=found)
        return service.ledger.record(document, extraction, datetime.now(UTC), reader=reader)

    def why(claim):
        gone = desk.get(f"/claims/{claim}", headers={"Accept": "text/turtle"})
        assert gone.status_code == 410
        assert gone.json()["document"] == first.document_id
        return gone.json()["detail"]

    said = [
        Claim(state, "partyTo", MOU, Modality.ASSERTED, "Japan and Chile are parties.", date="2026-02-04")
        for state in ("state:japan", "state:chile")
    ]
    first = record("Japan and Chile are parties.", said)
    japan, chile = first.added

    record("Japan and Chile are parties.", said[:1], reader="by-hand@2")
    assert "is not what document" in why(chile)
    record("Nobody is a party.", ())
    assert "version 1" in why(japan)
    assert "was edited since" in why(japan)
    service.ledger.withdraw(first.document_id, "410 Gone", datetime.now(UTC))
    assert "was taken down" in why(japan)


def test_a_rejected_claim_is_believed_no_more_until_it_is_accepted(desk, say):
    (claim,) = say("Japan is a party.", ("state:japan", "partyTo", MOU))
    assert "state:japan" in parties(desk)

    rejected = desk.post(f"/claims/{claim}/judgements", json={"verdict": "reject", "reason": "It says Chile."})
    assert rejected.status_code == 201
    assert rejected.json()["person"] == "ada"
    assert "state:japan" not in parties(desk)
    gone = desk.get(f"/claims/{claim}", headers={"Accept": "text/turtle"})
    assert gone.status_code == 410
    assert gone.json()["detail"].endswith("by ada: It says Chile.")

    desk.post(f"/claims/{claim}/judgements", json={"verdict": "accept", "reason": "Read again.", "person": "Bo"})
    assert "state:japan" in parties(desk)
    told = desk.get(f"/claims/{claim}").json()
    assert [(each["verdict"], each["person"]) for each in told["judgements"]] == [("reject", "ada"), ("accept", "Bo")]


def test_a_corrected_claim_says_what_the_person_says_and_keeps_its_sentence(desk, say, service):
    (claim,) = say("Japan signed on Tuesday.", (MOU, "signedOn", "2025-10-27"))

    told = {"verdict": "correct", "reason": "Tuesday was the 28th.", "correction": {"object": "2025-10-28"}}
    desk.post(f"/claims/{claim}/judgements", json=told)

    agreement = desk.get(f"/agreements/{MOU}").json()
    assert agreement["signed_on"] == "2025-10-28"
    assert "Japan signed on Tuesday." in {each["quote"] for each in agreement["evidence"]}
    assert {each.kind for each in service.ledger.replay() if each.noun is Noun.JUDGEMENT} == {ChangeKind.REVIEW}


@pytest.mark.parametrize(
    "body",
    [
        {"verdict": "correct", "reason": "x"},
        {"verdict": "accept", "reason": "x", "correction": {"object": "state:chile"}},
        {"verdict": "correct", "reason": "x", "correction": {"quote": "Chile is a party."}},
        {"verdict": "correct", "reason": "x", "correction": {"object": "state:atlantis"}},
        {"verdict": "correct", "reason": "x", "correction": {"relation": "marriedTo"}},
        {"verdict": "correct", "reason": "x", "correction": {"modality": "shouted"}},
        {"verdict": "correct", "reason": "x", "correction": {"date": "someday"}},
        {"verdict": "same", "reason": "x"},
    ],
)
def test_a_judgement_that_cannot_be_is_refused(desk, say, body):
    (claim,) = say("Japan is a party.", ("state:japan", "partyTo", MOU))

    response = desk.post(f"/claims/{claim}/judgements", json=body)

    assert response.status_code == 400
    assert response.json()["type"].endswith("bad-parameter")
    assert desk.get(f"/claims/{claim}").json()["judgements"] == []


def test_judging_wants_the_scope_review(desk, say):
    (claim,) = say("Japan is a party.", ("state:japan", "partyTo", MOU))
    body = {"verdict": "reject", "reason": "x"}

    refused = [
        desk.post(f"/claims/{claim}/judgements", json=body, headers={"Authorization": f"Bearer {secret}"}).status_code
        for secret in ("b0t", "wrong")
    ]

    assert refused == [403, 401]


def test_a_merged_entity_leads_to_the_one_that_stays_until_they_are_parted(desk, say):
    say("Japan joined the pact.", ("state:japan", "partyTo", PACT.id), entities=(PACT,))

    body = {"verdict": "same", "other": MOU, "reason": "The pact is the memorandum."}
    merged = desk.post(f"/entities/{PACT.id}/judgements", json=body)
    assert merged.status_code == 201
    assert "state:japan" in parties(desk)
    led = desk.get(f"/entities/{PACT.id}", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (307, f"/entities/{MOU}")
    assert desk.post(f"/entities/{PACT.id}/judgements", json=body).status_code == 400

    parted = {"verdict": "different", "other": MOU, "reason": "They are two after all."}
    desk.post(f"/entities/{PACT.id}/judgements", json=parted)
    assert "state:japan" not in parties(desk)
    assert desk.get(f"/entities/{PACT.id}", follow_redirects=False).status_code == 303


def test_a_merge_is_a_change_of_review(desk, say, service):
    say("Japan joined the pact.", ("state:japan", "partyTo", PACT.id), entities=(PACT,))
    service.catch_up()
    seen = service.ledger.position

    desk.post(f"/entities/{PACT.id}/judgements", json={"verdict": "same", "other": MOU, "reason": "One and the same."})

    changes = tuple(service.ledger.replay(seen))
    assert any(each.noun is Noun.ASSESSMENT for each in changes)
    assert {each.kind for each in changes} == {ChangeKind.REVIEW}
    assert desk.get("/changes", params={"noun": "judgement"}).json()["items"][0]["title"].startswith("ada: same")


def test_a_contest_from_outside_is_a_claim_of_its_own(desk, say):
    (claim,) = say("They signed on 27 October.", (MOU, "signedOn", "2025-10-27"), day="2025-10-27")

    body = {"person": "Ministry in Tokyo", "text": "We signed on 28 October.", "instead": "2025-10-28"}
    response = desk.post(f"/claims/{claim}/contests", json=body)

    assert response.status_code == 201
    assert response.json()["added"] == 2
    told = desk.get(f"/agreements/{MOU}").json()
    quotes = {each["quote"] for each in (*told["evidence"], *told["dissent"])}
    assert {"They signed on 27 October.", "We signed on 28 October."} <= quotes
    assert desk.get(f"/claims/{claim}").json()["judgements"] == []
