from collections import Counter

from ingest.evaluate import score_document
from ingest.scores import DocumentScores, Error, Score, Scores, added, interval, worst
from kg.claims import Claim, Extraction, Modality, Sighting

GOLD = {
    "entities": [],
    "claims": [
        {"subject": "a", "relation": "status", "object": "signed", "modality": "planned", "quote": "They will sign."},
        {"subject": "a", "relation": "partyTo", "object": "b", "modality": "asserted", "quote": "A and B."},
    ],
}


def sighting(relation, target, modality):
    return Sighting(Claim("a", relation, target, Modality(modality), "They will sign."), 0, 5, "by-hand@1", 1.0)


def read(*sightings):
    return score_document("memo", GOLD, Extraction(relevant=True, sightings=sightings))


def test_a_claim_in_another_modality_is_half_right():
    scores = read(sighting("status", "signed", "asserted"))

    assert (scores.claims.right, scores.claims.missed) == (1, 1)
    assert scores.claims_with_modality.right == 0
    assert scores.modalities == Counter({("planned", "asserted"): 1})


def test_every_error_bears_its_sentence():
    scores = read(sighting("status", "signed", "asserted"), sighting("memberOf", "c", "asserted"))

    assert [(error.kind, error.claim[1], error.quote) for error in scores.errors] == [
        ("+", "memberOf", "They will sign."),
        ("-", "partyTo", "A and B."),
        ("~", "status", "They will sign."),
    ]


def test_what_is_stated_though_no_text_says_so_is_worst():
    errors = [
        Error("d", "-", ("a", "status", "x"), "asserted", "", ""),
        Error("d", "~", ("a", "status", "y"), "planned", "asserted", ""),
        Error("d", "+", ("a", "status", "z"), "", "asserted", ""),
    ]

    assert [error.kind for error in worst(errors)] == ["+", "~", "-"]
    assert len(worst(errors, 1)) == 1


def test_documents_add_up_and_their_spread_is_the_interval():
    documents = [
        DocumentScores("one", "dev", "wire", Scores(claims=Score(right=10))),
        DocumentScores("two", "dev", "blog", Scores(claims=Score(missed=10))),
    ]

    low, high = interval(documents, lambda scores: scores.claims)

    assert added(documents).claims == Score(right=10, missed=10)
    assert (low, high) == (0.0, 1.0)
    assert interval([], lambda scores: scores.claims) == (0.0, 0.0)
