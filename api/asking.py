"""
An answer as it is told: the engine's values, with the sentences that bear them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from api.wordings import Wording
from kg.ask.answers import Answer, AnswerValue, Choice
from kg.evidence import Evidence, EvidenceFinder
from kg.search.index import Passage
from kg.stores.triple_files import read_triples
from kg.triples import Triple
from ontology.load import schema_files

EVIDENCE_KEYS: Final = ("quote", "document", "url", "publisher", "published", "start", "end")


@dataclass(frozen=True, slots=True)
class Told:
    """
    An answer with its evidence; empty for a graph from outside.

    Attributes:
        staleness: which sources of the evidence could not be reached lately, in words.
        coverage: what the texts claim to cover, where nothing was found in them.
        chosen_by: the language model that chose the reading among ours; empty where none did.
        accepted: the settled wording that chose it.
    """

    answer: Answer
    evidence: tuple[Evidence, ...]
    dissent: tuple[Evidence, ...]
    data_version: str
    staleness: tuple[str, ...] = ()
    coverage: str = ""
    chosen_by: str = ""
    accepted: Wording | None = None

    def as_json(self) -> dict[str, Any]:
        """
        The object that `orepact ask --json` prints: every field is there, empty where it does not apply.
        """
        answer = self.answer
        return {
            "question": answer.question,
            "outcome": answer.outcome.value,
            "answers": [value_out(each) for each in answer.answers],
            "columns": list(answer.columns),
            "rows": [[value_out(each) for each in row] for row in answer.rows],
            "text": answer.text,
            "sparql": answer.sparql,
            "reading": answer.reading,
            "confidence": round(answer.confidence, 4),
            "readings": [choice_out(each) for each in answer.readings],
            "evidence": [{key: getattr(each, key) for key in EVIDENCE_KEYS} for each in self.evidence],
            "as_of": answer.as_of or "",
            "data_version": self.data_version,
            "staleness": list(self.staleness),
        }


def tell(answer: Answer, finder: EvidenceFinder | None = None, data_version: str = "") -> Told:
    """
    An answer with the sentences for and against it.
    """
    if finder is None:
        return Told(answer, (), (), data_version)
    if answer.quotes:
        return Told(answer, tuple(quoted(passage) for passage in answer.quotes), (), data_version)
    found = sentences(finder.evidence_for(answer.supporting))
    weak = finder.weak_source(answer.supporting)
    if weak:
        answer = replace(answer, text=f"{answer.text} This rests on one source alone, and a weak one: {weak}.")
    return Told(
        answer,
        tuple(each for each in found if each.stance == "supports"),
        tuple(each for each in found if each.stance == "dissents"),
        data_version,
    )


def quoted(passage: Passage) -> Evidence:
    """
    A passage as evidence.
    """
    return Evidence(
        quote=passage.text,
        document=passage.document_id,
        url=passage.url or "",
        publisher=passage.publisher,
        published=passage.published or "",
        title=passage.title,
        start=passage.start,
        end=passage.end,
        stance="supports",
        written_for_project=passage.written_for_project,
    )


def sentences(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """
    Each sentence once on either side, however many claims it bears.
    """
    return tuple({(each.document, each.quote, each.stance): each for each in reversed(tuple(evidence))}.values())[::-1]


def value_out(value: AnswerValue | None) -> dict[str, Any]:
    """
    One value; an empty cell is an empty string.
    """
    if value is None:
        return {"value": "", "label": "", "type": "string"}
    return {"value": value.value, "label": value.label, "type": value.type}


def choice_out(choice: Choice) -> dict[str, Any]:
    """
    One reading to choose from.
    """
    return {
        "n": choice.n,
        "text": choice.text,
        "sparql": choice.sparql,
        "answers": [value_out(each) for each in choice.answers],
    }


@cache
def question_words() -> tuple[Triple, ...]:
    """
    The question words of English.
    """
    folder = schema_files()[0].parent.parent / "words"
    return tuple(read_triples(sorted(folder.glob("*.ttl"))))
