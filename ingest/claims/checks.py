"""
What turns a candidate claim down, and why.
"""

from ingest.claims.matching import Candidate, Matcher

CODES = frozenset({"status", "agreementType"})


def refusal_of(candidate: Candidate, matcher: Matcher, types_of: dict[str, tuple[str, ...]]) -> str | None:
    """
    Why a candidate cannot be claimed; `None` when it can.
    """
    relation = matcher.terms.relations.get(candidate.pattern.relation)
    if relation is None:
        return f"no relation {candidate.pattern.relation!r} in the ontology"
    if candidate.subject.id == candidate.object:
        return "subject and object are the same thing"
    if not any(
        fits(type_, relation.domain, matcher) for type_ in types_of.get(candidate.subject.id, (candidate.subject.type,))
    ):
        return f"{candidate.subject.type} is no {relation.domain}"
    target = candidate.object_entity
    if (
        target
        and relation.range
        and not any(fits(type_, relation.range, matcher) for type_ in types_of.get(target.id, (target.type,)))
    ):
        return f"{target.type} is no {relation.range}"
    return None


def fits(type_: str, wanted: str, matcher: Matcher) -> bool:
    """
    True when a class is the wanted one or below it.
    """
    if not wanted or wanted == "Thing" or type_ not in matcher.terms.classes:
        return True
    return matcher.terms.is_a(type_, wanted)
