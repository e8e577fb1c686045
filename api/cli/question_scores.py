"""
The scores of the gold questions, part by part and kind by kind, for people and for programs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from api.gold import QuestionScore, Shares, shares
from kg.ask.evaluate import spelt


def groups(found: Sequence[QuestionScore]) -> Iterator[tuple[str, str, list[QuestionScore]]]:
    """
    Part, kind and scores: every part as a whole (kind "all"), then its kinds.
    """
    for part in sorted({each.part for each in found}):
        of_part = [each for each in found if each.part == part]
        yield part, "all", of_part
        for kind in sorted({each.kind for each in of_part}):
            yield part, kind, [each for each in of_part if each.kind == kind]


def as_json(found: Sequence[QuestionScore]) -> dict[str, Any]:
    """
    Every group with its shares, rounded; the parts with the time questions take.
    """
    told: dict[str, Any] = {}
    for part, kind, scores in groups(found):
        numbers = {name: rounded(value) for name, value in asdict(shares(scores)).items()}
        if kind == "all":
            numbers |= {"right_with_evidence": sum(each.is_right and each.has_evidence for each in scores)}
            numbers |= {"p50_ms": milliseconds(scores, 0.5), "p95_ms": milliseconds(scores, 0.95)}
        told.setdefault(part, {})[kind] = numbers
    return told


def rounded(value: Any) -> Any:
    """
    A number, or a share with its interval, to three places.
    """
    return [round(each, 3) for each in value] if isinstance(value, tuple) else value


def milliseconds(scores: Sequence[QuestionScore], quantile: float) -> int:
    """
    The time within which this part of the questions is answered.
    """
    times = sorted(each.seconds for each in scores)
    return round(1000 * times[min(len(times) - 1, int(len(times) * quantile))])


def as_table(found: Sequence[QuestionScore]) -> Table:
    """
    The same for people: shares in per cent with 95 % intervals over questions.
    """
    table = Table("part", "kind", "right", "strict", "precision", "coverage", "right declines", "p50, p95 ms")
    for part, kind, scores in groups(found):
        told: Shares = shares(scores)
        inside = any(each.is_answerable for each in scores)
        outside = not all(each.is_answerable for each in scores)
        table.add_row(
            part,
            kind,
            f"{told.right} of {told.questions}",
            spelt(told.strict) if inside else "",
            spelt(told.precision) if any(each.is_given for each in scores) else "",
            spelt(told.coverage) if inside else "",
            spelt(told.declines) if outside else "",
            f"{milliseconds(scores, 0.5)}, {milliseconds(scores, 0.95)}" if kind == "all" else "",
            end_section=kind == "all",
        )
    return table
