"""
What turns a candidate claim down, and why.
"""

from ingest.claims.above import STATES
from ingest.claims.matching import Candidate, Matcher
from kg.claims import Modality

CODES = frozenset({"status", "agreementType"})


def refusal_of(candidate: Candidate, modality: Modality, matcher: Matcher) -> str | None:
    """
    Why a candidate cannot be claimed so; `None` when it can.
    """
    relation = matcher.terms.relations.get(candidate.pattern.relation)
    if relation is None:
        return f"no relation {candidate.pattern.relation!r} in the ontology"
    if candidate.subject.id == candidate.object:
        return "subject and object are the same thing"
    if modality is not Modality.NEGATED and is_third_party(candidate, matcher):
        return "a text of two has no third party"
    if not fits(candidate.subject.type, relation.domain, matcher):
        return f"{candidate.subject.type} is no {relation.domain}"
    target = candidate.object_entity
    if target and relation.range and not fits(target.type, relation.range, matcher):
        return f"{target.type} is no {relation.range}"
    return None


def is_third_party(candidate: Candidate, matcher: Matcher) -> bool:
    """
    True for a state that would be party to a listed agreement of two others.
    """
    named = matcher.lexicon.named.get(candidate.object) if candidate.pattern.relation == "partyTo" else None
    if named is None or len(named.parties) != len(("one", "other")):
        return False
    return candidate.subject.type in STATES and candidate.subject.id not in named.parties


def fits(type_: str, wanted: str, matcher: Matcher) -> bool:
    """
    True when a class is the wanted one or below it.
    """
    if not wanted or wanted == "Thing" or type_ not in matcher.terms.classes:
        return True
    return matcher.terms.is_a(type_, wanted)
