"""
Scores of reading: counts of what agrees with the gold, what errs, and how sure a figure is.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

ClaimKey = tuple[str, str, str]
"Subject, relation, object."

DRAWS: Final = 2000
SEED: Final = 7


@dataclass(slots=True)
class Score:
    """
    Counts of what agrees, what was found too much, what was missed.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, found: set[Any], gold: set[Any]) -> None:
        """
        Count one document.
        """
        self.right += len(found & gold)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    def join(self, other: "Score") -> None:
        """
        Add the counts of another.
        """
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """
        Share of what was found that is in the gold.
        """
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """
        Share of the gold that was found.
        """
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """
        Harmonic mean of precision and recall.
        """
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def as_dict(self) -> dict[str, float]:
        """
        The figures, rounded to three places.
        """
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {name: round(value, 3) for name, value in figures.items()} | {"gold": self.right + self.missed}


@dataclass(frozen=True, slots=True)
class Error:
    """
    One claim that only one side has, or that both have in another modality.

    Attributes:
        kind: "+" found too much, "-" missed, "~" another modality than `modality`, which is the gold's.
        found: our modality; empty where we found nothing.
        quote: the sentence as it stands in the text.
    """

    document: str
    kind: str
    claim: ClaimKey
    modality: str
    found: str
    quote: str


@dataclass(slots=True)
class Scores:
    """
    What came of one document, or of several added up.

    Attributes:
        relations: claims by relation.
        modalities: (the gold's, ours) of the claims that both sides have.
    """

    entities: Score = field(default_factory=Score)
    claims: Score = field(default_factory=Score)
    claims_with_modality: Score = field(default_factory=Score)
    relations: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    modalities: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[Error] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """
    The scores of one gold document, with what it may be grouped by.
    """

    name: str
    part: str
    manner: str
    scores: Scores


@dataclass(frozen=True, slots=True)
class Distraction:
    """
    What was found in a text that says nothing of the subject.
    """

    part: str
    false_claims: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """
    Every gold document with its scores, and every distractor.
    """

    documents: tuple[DocumentScores, ...]
    distractors: tuple[Distraction, ...]

    def of_part(self, part: str) -> tuple[DocumentScores, ...]:
        """
        The documents of one part.
        """
        return tuple(each for each in self.documents if each.part == part)

    def by_manner(self) -> dict[str, tuple[DocumentScores, ...]]:
        """
        The documents by their manner of writing.
        """
        manners = sorted({each.manner for each in self.documents})
        return {manner: tuple(each for each in self.documents if each.manner == manner) for manner in manners}

    def false_claims(self, part: str) -> tuple[int, int]:
        """
        How many claims were found in the distractors of a part, and how many distractors it has.
        """
        found = [each.false_claims for each in self.distractors if each.part == part]
        return sum(found), len(found)


def added(documents: Iterable[DocumentScores]) -> Scores:
    """
    The scores of several documents together.
    """
    total = Scores()
    for each in documents:
        total.entities.join(each.scores.entities)
        total.claims.join(each.scores.claims)
        total.claims_with_modality.join(each.scores.claims_with_modality)
        for relation, score in each.scores.relations.items():
            total.relations[relation].join(score)
        total.modalities.update(each.scores.modalities)
        total.errors.extend(each.scores.errors)
    return total


def interval(documents: Iterable[DocumentScores], of: Callable[[Scores], Score]) -> tuple[float, float]:
    """
    The 95 % bootstrap interval of an F1, drawn over documents, since the claims of one document err together.
    """
    counts = [of(each.scores) for each in documents]
    draw = random.Random(SEED)  # noqa: S311 - a bootstrap, no secret
    drawn = []
    for _ in range(DRAWS if counts else 0):
        total = Score()
        for score in draw.choices(counts, k=len(counts)):
            total.join(score)
        drawn.append(total.f1)
    drawn.sort()
    return (drawn[int(DRAWS * 0.025)], drawn[int(DRAWS * 0.975)]) if drawn else (0.0, 0.0)


def worst(errors: Iterable[Error], count: int = 20) -> list[Error]:
    """
    The errors that mislead most: what is asserted though the text does not say so, then what is asserted though it is
    only planned or denied, then what the text asserts and we miss.
    """

    def harm(error: Error) -> tuple[int, str, ClaimKey]:
        if error.kind == "+" and error.found == "asserted":
            return 0, error.document, error.claim
        if error.kind == "~" and error.found == "asserted":
            return 1, error.document, error.claim
        if error.kind == "-" and error.modality == "asserted":
            return 2, error.document, error.claim
        return 3, error.document, error.claim

    return sorted(errors, key=harm)[:count]
