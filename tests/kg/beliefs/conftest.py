from collections import defaultdict
from datetime import date

import pytest

from kg.beliefs.assessments import Context
from kg.beliefs.testimony import Testimony
from kg.claims import Claim, Modality
from kg.identity import claim_id

ORDER = ["proposed", "negotiating", "committed", "agreed", "concluded", "signed", "launched", "inForce", "superseded"]


def follows(kind, first, second):
    if kind == "MOU" and "inForce" in (first, second):
        return False
    return ORDER.index(first) < ORDER.index(second)


@pytest.fixture
def told():
    def tell(  # noqa: PLR0917 - reads like the sentence it stands for
        subject,
        relation,
        target,
        published,
        modality="asserted",
        on=None,
        by=None,
        group=None,
        manner="wire",
        publisher="",
        **qualifiers,
    ):
        claim = Claim(
            subject,
            relation,
            target,
            Modality(modality),
            f"{subject} {relation} {target}.",
            tuple(sorted(qualifiers.items())),
            on,
            by,
        )
        group = group or published
        return Testimony(claim, claim_id(claim, group), group, group, manner, date.fromisoformat(published), publisher)

    return tell


@pytest.fixture
def on():
    def look(day, *testimony, kinds=None):
        about = defaultdict(list)
        for each in testimony:
            if each.available <= date.fromisoformat(day):
                about[each.claim.subject].append(each)
                about[each.claim.object].append(each)
        return Context(
            date.fromisoformat(day),
            {key: tuple(value) for key, value in about.items()},
            kinds or {"memo": frozenset({"MOU"})},
            follows,
        )

    return look
