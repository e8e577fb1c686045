"""
A line of the change feed in words, with the sentences that bear it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.web.pages import day_in_words, link_to, status_in_words
from kg.evidence import Evidence, sentence
from kg.ledger.ledger import Ledger
from kg.ledger.records import Change, Noun, Verb
from kg.projection import LABEL
from kg.triples import Literal
from kg.views import Background
from ontology.namespaces import ONTOLOGY

EVIDENCE_SHOWN: Final = 5
CODED: Final = frozenset({"status", "commitmentState", "projectStatus", "agreementType", "type"})
"Relations whose objects are codes, shown as words."


@dataclass(frozen=True, slots=True)
class ToldChange:
    """
    One change as the feed tells it.

    Attributes:
        position: its place in the feed, a stable cursor.
        kind: who changed: `world`, `source`, `pipeline` or `review`.
        before: what was concluded before, for an assessment: value -> standing.
        path: page of what it is about, on this host.
        evidence: sentences for what it tells; those against it with stance `dissents`.
    """

    position: int
    recorded: str
    kind: str
    verb: str
    noun: str
    target: str
    title: str
    path: str
    document: str
    before: Mapping[str, str]
    now: Mapping[str, str]
    rule: str
    evidence: tuple[Evidence, ...]


class ChangeTeller:
    """
    Tells changes in words; names of entities are looked up in reference data and ledger, never in the graph, so that
    the feed does not wait for a projection.
    """

    def __init__(self, ledger: Ledger, background: Background) -> None:
        self._ledger = ledger
        self._reference = background.labels
        self._relations = {
            subject.removeprefix(ONTOLOGY): value.value
            for subject, predicate, value in background.triples
            if predicate == LABEL and isinstance(value, Literal) and subject.startswith(ONTOLOGY)
        }
        self._minted: dict[str, str] = {}

    def tell(self, changes: Iterable[Change]) -> tuple[ToldChange, ...]:
        """
        Changes in words, in their order.
        """
        return tuple(map(self.tell_one, changes))

    def tell_one(self, change: Change) -> ToldChange:
        """
        One change in words.
        """
        before: Mapping[str, str] = {}
        now: Mapping[str, str] = {}
        rule, evidence = "", self._evidence(change)
        title, path = self._heading(change)
        if change.noun is Noun.ASSESSMENT:
            before, now = dict(change.summary.get("before") or {}), dict(change.summary.get("now") or {})
            rule = str(change.summary.get("rule", ""))
        return ToldChange(
            change.position,
            change.recorded.isoformat(),
            change.kind.value,
            change.verb.value,
            change.noun.value,
            change.target,
            title,
            path,
            change.document_id or "",
            before,
            now,
            rule,
            evidence,
        )

    def name(self, value: str) -> str:
        """
        The name of an entity; anything else as it stands.
        """
        if value in self._reference:
            return self._reference[value]
        if value.startswith("commitment:"):
            return self._promise(value)
        if ":" in value and value not in self._minted:
            self._minted |= {entity.id: entity.label for entity in self._ledger.entities()}
        return self._minted.get(value, value)

    def relation(self, name: str) -> str:
        """
        The label of a relation.
        """
        return self._relations.get(name, name)

    def _heading(self, change: Change) -> tuple[str, str]:
        said = change.summary
        if change.noun is Noun.DOCUMENT:
            stored = self._ledger.document(change.target, change.version)
            document = stored.document if stored else None
            title = (document.title or document.url or change.target) if document else change.target
            source = ", ".join(filter(None, (document.publisher, day_in_words(document.published)))) if document else ""
            return f"{self._doing(change)}: {title}" + (f" ({source})" if source else ""), f"/documents/{change.target}"
        if change.noun is Noun.ENTITY:
            return f"New name: {said['label']} ({said['type']})", link_to(f"/entities/{change.target}")
        if change.noun is Noun.ASSESSMENT:
            subject, relation = change.target.rsplit(" ", 1)
            title = f"{self.name(subject)}, {self.relation(relation)}: {self._moved(relation, said)}"
            return title, link_to(f"/entities/{subject}")
        return self._claim_heading(change)

    def _claim_heading(self, change: Change) -> tuple[str, str]:
        if change.noun is Noun.JUDGEMENT and " " in change.target:
            merged, kept = change.target.split(" ")
            verdict, person = change.summary.get("verdict", ""), change.summary.get("person", "")
            return f"{person}: {verdict} “{self.name(merged)}” and “{self.name(kept)}”", link_to(f"/entities/{kept}")
        stored = self._ledger.claim(change.target)
        if stored is None:
            return f"{change.noun.value} {change.target}", ""
        claim = stored.claim
        words = (
            f"{self.name(claim.subject)} {self.relation(claim.relation)} {self._value(claim.relation, claim.object)}"
        )
        path = f"/documents/{stored.document_id}#{stored.id}"
        if change.noun is Noun.JUDGEMENT:
            verdict, person = change.summary.get("verdict", ""), change.summary.get("person", "")
            return f"{person}: {verdict} “{words}”", path
        verb = {Verb.ADDED: "Said", Verb.WITHDRAWN: "No longer said", Verb.CHANGED: "Said otherwise"}[change.verb]
        return f"{verb} ({claim.modality.value}): {words}", path

    def _doing(self, change: Change) -> str:
        if change.verb is Verb.ADDED:
            return "New document"
        if change.verb is Verb.WITHDRAWN:
            return "Taken down"
        return "Read anew" if "reader" in change.summary else "Edited by its publisher"

    def _moved(self, relation: str, said: Mapping[str, Any]) -> str:
        before, now = said.get("before") or {}, said.get("now") or {}
        gone = [self._stood(relation, value, before[value]) for value in before if value not in now]
        come = [self._stood(relation, value, now[value]) for value in now if value not in before]
        other = [
            f"{self._value(relation, value)} ({before[value]} → {now[value]})"
            for value in now
            if value in before and before[value] != now[value]
        ]
        if gone and come and not other and len(before) == len(gone):
            return f"{' or '.join(gone)} → {' or '.join(come)}"
        parts = [("now", come), ("no longer", gone), ("", other)]
        return "; ".join(f"{word} {', '.join(values)}".strip() for word, values in parts if values)

    def _stood(self, relation: str, value: str, standing: str) -> str:
        words = self._value(relation, value)
        return words if standing == "supported" else f"{words} ({standing})"

    def _value(self, relation: str, value: str) -> str:
        return status_in_words(value) if relation in CODED else day_in_words(self.name(value))

    def _promise(self, node: str) -> str:
        told = {each.assessment.relation: each.assessment.result for each in self._ledger.assessments(node)}
        concerns, due = next(iter(told.get("concerns", {})), ""), next(iter(told.get("dueOn", {})), "")
        return f"{self.name(concerns)}, due {day_in_words(due)}" if concerns else node

    def _evidence(self, change: Change) -> tuple[Evidence, ...]:
        if change.noun is Noun.ASSESSMENT and (stored := self._ledger.assessment_at(change.position)):
            return self._sentences(stored.assessment.basis, stored.assessment.dissent)
        return self._sentences([change.target], []) if change.noun in (Noun.CLAIM, Noun.JUDGEMENT) else ()

    def _sentences(self, basis: Iterable[str], dissent: Iterable[str]) -> tuple[Evidence, ...]:
        told = [
            *(sentence(each, "supports") for each in self._ledger.claims_for(tuple(basis))),
            *(sentence(each, "dissents") for each in self._ledger.claims_for(tuple(dissent))),
        ]
        once = {(each.document, each.quote, each.stance): each for each in told}
        newest = sorted(once.values(), key=lambda each: each.published, reverse=True)
        return tuple(sorted(newest, key=lambda each: each.stance != "supports")[:EVIDENCE_SHOWN])
