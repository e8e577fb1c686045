"""
Which status may follow which, for each kind of agreement: the ontology's direct steps, and such steps in a row.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from kg.beliefs.assessments import Follows
from ontology.errors import UnknownTerm
from ontology.terms import Terms

PROGRESS: Final = ("proposed", "negotiating", "committed", "agreed", "concluded", "signed", "launched", "inForce")
"""
The way of an agreement. A step nobody reported may be taken as made along this way only: a lapsed text can be signed
again, but a signed one is not negotiated anew merely because it could have lapsed in between.
"""


def transitions_of(terms: Terms) -> Follows:
    """
    A function that tells whether a status may come after another for a kind of agreement, at once or by way of others.

    A kind that the ontology does not know is judged as an agreement of no special kind.
    """

    @cache
    def reached(kind: str, start: str) -> frozenset[str]:
        try:
            classes = terms.superclasses(terms.class_of_code(kind).id)
        except UnknownTerm:
            classes = terms.superclasses("Agreement")
        direct: defaultdict[str, set[str]] = defaultdict(set)
        for for_kind, first, second in terms.transitions:
            if for_kind in classes:
                direct[first].add(second)
        return ahead(start, direct)

    def follows(kind: str, first: str, second: str) -> bool:
        return second in reached(kind, first)

    return follows


def ahead(start: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    """
    The statuses one step ahead, and those further along the way.

    >>> steps = {"proposed": {"agreed"}, "agreed": {"signed"}, "signed": {"lapsed"}, "lapsed": {"agreed"}}
    >>> sorted(ahead("proposed", steps))
    ['agreed', 'lapsed', 'signed']
    """
    found = set(direct.get(start, ()))
    if start not in PROGRESS:
        return frozenset(found)
    for status in PROGRESS[PROGRESS.index(start) + 1 :]:
        if status in found:
            found |= {each for each in direct.get(status, ()) if each not in PROGRESS or is_further(each, status)}
    return frozenset(found)


def is_further(status: str, than: str) -> bool:
    """
    True when a status lies further along the way than another.
    """
    return PROGRESS.index(status) > PROGRESS.index(than)
