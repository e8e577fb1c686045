"""
The scores of reading as tables: totals, relations, manners of writing, modality, and the errors that mislead most.
"""

from collections.abc import Iterable
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.table import Table

from ingest.scores import DocumentScores, Evaluation, Score, Scores, added, interval, worst
from kg.claims import Modality

MEASURES: Final = ("entities", "claims", "claims_with_modality")
SHOWN: Final = ("train", "dev")
"Parts whose errors are shown; of the test part only the totals are."


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """
    Everything that is printed, for programs.
    """
    seen = [each for each in evaluation.documents if each.part in SHOWN]
    total = added(seen)
    return {
        "parts": {part: totals(evaluation.of_part(part)) for part in parts_of(evaluation)},
        "manners": {manner: totals(documents) for manner, documents in evaluation.by_manner().items()},
        "relations": {name: score.as_dict() for name, score in sorted(total.relations.items())},
        "modality": {f"{gold} read as {ours}": count for (gold, ours), count in sorted(total.modalities.items())},
        "distractors": {part: false_on(evaluation, part) for part in parts_of(evaluation)},
        "worst": [
            {"document": each.document, "kind": each.kind, "claim": list(each.claim), "gold": each.modality}
            | {"found": each.found, "quote": each.quote}
            for each in worst(total.errors)
        ],
    }


def totals(documents: Iterable[DocumentScores]) -> dict[str, Any]:
    """
    The figures of some documents, each F1 with its interval.
    """
    documents = list(documents)
    scores = added(documents)
    return {"documents": len(documents)} | {
        what: getattr(scores, what).as_dict() | {"interval": [round(end, 3) for end in spread(documents, what)]}
        for what in MEASURES
    }


def spread(documents: Iterable[DocumentScores], what: str) -> tuple[float, float]:
    """
    The interval of one measure's F1.
    """

    def of(scores: Scores) -> Score:
        score: Score = getattr(scores, what)
        return score

    return interval(documents, of)


def parts_of(evaluation: Evaluation) -> list[str]:
    """
    The parts there are, in their order.
    """
    return [part for part in ("train", "dev", "test") if evaluation.of_part(part)]


def false_on(evaluation: Evaluation, part: str) -> dict[str, int]:
    """
    False claims on the distractors of a part.
    """
    false_claims, texts = evaluation.false_claims(part)
    return {"texts": texts, "false_claims": false_claims}


def as_tables(evaluation: Evaluation) -> RenderableType:
    """
    The scores for a person.
    """
    told = as_json(evaluation)
    return Group(
        figures("part", told["parts"]),
        figures("manner of writing", told["manners"]),
        relations(told["relations"]),
        confusion(added(each for each in evaluation.documents if each.part in SHOWN)),
        distractors(told["distractors"]),
        errors(told["worst"]),
    )


def figures(what: str, rows: dict[str, dict[str, Any]]) -> Table:
    """
    Precision, recall and F1 with its interval, for each row and measure.
    """
    table = Table(what, "documents", *(each.replace("_", " ") for each in MEASURES))
    for name, row in rows.items():
        table.add_row(name, str(row["documents"]), *(figure(row[each]) for each in MEASURES))
    return table


def figure(score: dict[str, Any]) -> str:
    """
    One measure in a cell.

    >>> figure({"precision": 0.8, "recall": 0.5, "f1": 0.615, "interval": [0.5, 0.7]})
    'F1 0.615 (0.500 to 0.700), P 0.800, R 0.500'
    """
    low, high = score["interval"]
    return f"F1 {score['f1']:.3f} ({low:.3f} to {high:.3f}), P {score['precision']:.3f}, R {score['recall']:.3f}"


def relations(rows: dict[str, dict[str, Any]]) -> Table:
    """
    The relations, those with most in the gold first.
    """
    table = Table("relation", "in the gold", "precision", "recall", "F1")
    for name, row in sorted(rows.items(), key=lambda each: -each[1]["gold"]):
        table.add_row(name, str(row["gold"]), f"{row['precision']:.3f}", f"{row['recall']:.3f}", f"{row['f1']:.3f}")
    return table


def confusion(scores: Scores) -> Table:
    """
    The gold's modality against ours, over claims that both sides have.
    """
    modalities = [each.value for each in Modality]
    table = Table("gold, read as", *modalities)
    for gold in modalities:
        table.add_row(gold, *(str(scores.modalities[gold, ours] or "") for ours in modalities))
    return table


def distractors(rows: dict[str, dict[str, int]]) -> Table:
    """
    Texts about something else, and the claims found in them.
    """
    table = Table("distractors", "texts", "false claims")
    for part, row in rows.items():
        table.add_row(part, str(row["texts"]), str(row["false_claims"]))
    return table


def errors(rows: list[dict[str, Any]]) -> Table:
    """
    Errors with their sentences.
    """
    table = Table("worst", "claim", "gold", "ours", "sentence", show_lines=True)
    for row in rows:
        table.add_row(
            f"{row['kind']} {row['document']}", " ".join(row["claim"]), row["gold"], row["found"], row["quote"]
        )
    return table
