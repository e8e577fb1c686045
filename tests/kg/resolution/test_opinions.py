"""
Pairs of names as the resolver is to see them: (what is known of one, of the other, verdict).
"""

from dataclasses import replace

import pytest

from kg.ledger.records import Verdict
from kg.resolution.opinions import BELOW_SAME, doubted, opinion
from kg.resolution.profiles import Profile

KIND_WORDS = frozenset({"mine", "project", "plant", "refinery", "deposit"})
CLASSES = {
    "Mine": {"Mine", "Project", "Undertaking"},
    "Project": {"Project", "Undertaking"},
    "Company": {"Company", "Organisation", "Actor"},
    "Agency": {"Agency", "Organisation", "Actor"},
    "Person": {"Person", "Actor"},
    "Place": {"Place"},
    "Agreement": {"Agreement", "Undertaking"},
    "MemorandumOfUnderstanding": {"MemorandumOfUnderstanding", "Agreement", "Undertaking"},
    "Framework": {"Framework", "Agreement", "Undertaking"},
}


def named(name, class_, **more):
    classes = frozenset(CLASSES[class_])
    families = classes & {"Agreement", "Person", "Organisation", "Place", "Project"}
    told = {key: frozenset(value) for key, value in more.items() if key != "is_known"}
    return Profile(f"x:{name}/{class_}", (name,), families, classes, class_, more.get("is_known", False), **told)


def verdict_on(first, second):
    found = opinion(first, second, KIND_WORDS)
    return found.verdict if found else None


KAZAKH = {"countries": {"state:kazakhstan"}}
PAIR = {"parties": {"state:peru", "state:japan"}}
SAME, UNSURE, DIFFERENT, NOTHING = Verdict.SAME, Verdict.UNSURE, Verdict.DIFFERENT, None

NAMES = [
    # in another order, with another legal form, with or without the word for its kind
    (named("Greywacke Metals", "Company"), named("Metals Greywacke", "Company"), SAME),
    (named("Kim Jung-kwan", "Person"), named("Jung-kwan Kim", "Person"), SAME),
    (named("Norrland Graphite AB", "Company"), named("Norrland Graphite", "Company"), SAME),
    (named("Tarnhelm mine", "Mine"), named("Tarnhelm project", "Project"), UNSURE),
    (named("Tarnhelm mine", "Mine", **KAZAKH), named("Tarnhelm project", "Project", **KAZAKH), SAME),
    # misprints: only with something else that speaks for it
    (named("Sarytogan", "Mine"), named("Sarytoghan", "Mine"), UNSURE),
    (named("Sarytogan", "Mine", **KAZAKH), named("Sarytoghan", "Mine", **KAZAKH), SAME),
    (named("Sarytogan", "Mine", **KAZAKH), named("Sarytoghan", "Mine", countries={"state:chile"}), NOTHING),
    (named("Vulcan Elements", "Company"), named("Vulcan Energy", "Company"), NOTHING),
    (named("Lynas Malaysia", "Company"), named("Lynas Malawi", "Company"), NOTHING),
    (named("Mali Lithium", "Company"), named("Bali Lithium", "Company"), NOTHING),
    # numbers and directions tell namesakes apart
    (named("Tarnhelm North mine", "Mine", **KAZAKH), named("Tarnhelm South mine", "Mine", **KAZAKH), NOTHING),
    (named("Tarnhelm Phase 1", "Project", **KAZAKH), named("Tarnhelm Phase 2", "Project", **KAZAKH), NOTHING),
    # surnames: of whom the same text names in full
    (named("Tidwell", "Person", documents={"d1"}), named("Roy Tidwell", "Person", documents={"d1"}), SAME),
    (named("Tidwell", "Person", documents={"d1"}), named("Roy Tidwell", "Person", documents={"d2"}), UNSURE),
    (named("Roy Tidwell", "Person"), named("Ann Tidwell", "Person"), NOTHING),
    # initials
    (named("KCC", "Company"), named("Kamoto Copper Company", "Company"), UNSURE),
    (
        named("KCC", "Company", countries={"state:dr-congo"}),
        named("Kamoto Copper Company", "Company", countries={"state:dr-congo"}, company={"company:glencore"}),
        UNSURE,
    ),
    # kinds that exclude each other
    (named("Tarnhelm", "Place"), named("Tarnhelm", "Person"), DIFFERENT),
    (named("Tarnhelm", "Place", **KAZAKH), named("Tarnhelm mine", "Mine", **KAZAKH), NOTHING),
    # a name that says no more than its kind
    (named("the plant", "Project", documents={"d1"}), named("plant", "Project", documents={"d2"}), NOTHING),
]
AGREEMENTS = [
    (named("a", "Agreement", **PAIR), named("b", "MemorandumOfUnderstanding", **PAIR), SAME),
    (named("a", "MemorandumOfUnderstanding", **PAIR), named("b", "Framework", **PAIR), NOTHING),
    (
        named("a", "MemorandumOfUnderstanding", **PAIR, days={"2026-03-01"}),
        named("b", "Framework", **PAIR, days={"2026-03-02"}),
        UNSURE,
    ),
    (
        named("a", "Agreement", **PAIR, days={"2024-03-01"}),
        named("b", "MemorandumOfUnderstanding", **PAIR, days={"2026-03-02"}),
        NOTHING,
    ),
    (named("a", "Agreement", **PAIR), named("b", "Agreement", parties={"state:peru", "state:chile"}), NOTHING),
]


@pytest.mark.parametrize(("first", "second", "verdict"), NAMES + AGREEMENTS)
def test_a_pair_is_judged_by_all_that_is_known_of_both(first, second, verdict):
    assert (verdict_on(first, second), verdict_on(second, first)) == (verdict, verdict)


def test_an_opinion_explains_itself_with_the_weightiest_first():
    found = opinion(named("Sarytoghan", "Mine", **KAZAKH), named("Sarytogan", "Mine", **KAZAKH), KIND_WORDS)

    assert found.reason == (
        "names one letter apart +4.5; few names are one -4.0; of one country +1.5; of one kind +1.0"
    )
    assert round(found.score, 2) == 0.95


def test_a_name_that_fits_two_known_things_as_well_is_neither():
    text = named("a", "Agreement", **PAIR)
    known = [
        replace(named(name, "MemorandumOfUnderstanding", **PAIR), id=f"agreement:{name}", is_known=True)
        for name in ("first", "second")
    ]
    opinions = [opinion(text, each, KIND_WORDS) for each in known]

    found = list(doubted(opinions, {each.id for each in known}))

    assert {each.verdict for each in opinions} == {SAME}
    assert [(each.verdict, each.log_odds) for each in found] == [(UNSURE, BELOW_SAME)] * 2
