"""
What a claim says beyond its three parts: sums, shares, amounts, years, destinations.
"""

import re

from ingest.claims.matching import Candidate
from ingest.mentions.marks import MarkedSentence

PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent)")


def qualifiers_of(candidate: Candidate) -> tuple[tuple[str, str], ...]:
    """
    The qualifiers of a candidate, sorted by key.
    """
    pattern = candidate.pattern
    if pattern.value.startswith("deadline="):
        _, _, *packed = pattern.value.split("=")
        pairs = [tuple(pair.split(":", 1)) for pair in packed]
        return tuple(sorted((key, value) for key, value in pairs))
    if pattern.relation in ("shareOf", "dependsOn"):
        return share_qualifiers(candidate.sentence)
    return ()


def share_qualifiers(sentence: MarkedSentence) -> tuple[tuple[str, str], ...]:
    """
    Percent and stage of a share, where its sentence gives one of each.
    """
    found = []
    percents = PERCENT.findall(sentence.tree.sentence.text)
    if len(percents) == 1:
        found.append(("percent", percents[0]))
    stages = {mark.entity.id for mark in sentence.marks if mark.entity.type == "Stage"}
    if len(stages) == 1:
        found.append(("stage", stages.pop()))
    return tuple(sorted(found))
