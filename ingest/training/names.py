"""
Names out of entity spans: GUM marks every mention ("the girls", "it"); of these only proper names are kept.

A span holds a name when its head word is a proper noun; the name is that word with what belongs to the name itself
("Daughters of the American Revolution"), without articles, titles, and what merely describes ("U.S. President").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TYPES: Final = {"person": "PER", "organization": "ORG", "place": "LOC"}
OTHER_TYPE: Final = "MISC"
NO_NAMES: Final = frozenset({"time"})
TITLES: Final = frozenset(
    """mr mrs ms miss dr prof professor president vice minister prime senator sen rep representative governor gov mayor
    secretary general gen colonel col captain capt lieutenant lt sergeant sgt major judge justice chief king queen
    prince princess lord lady sir dame pope father bishop archbishop cardinal saint rabbi reverend rev chairman
    chairwoman chair director ceo ambassador chancellor emperor empress duke duchess count sheikh ayatollah imam coach
    officer attorney congressman congresswoman deputy commissioner mom dad god""".split(),
)
INSIDE: Final = frozenset({"compound", "flat", "nummod", "goeswith"})


@dataclass(frozen=True, slots=True)
class EntitySpan:
    """
    A mention as the treebank marks it: first and last token, and its kind.
    """

    start: int
    end: int
    kind: str


def _belongs(token: int, *, is_person: bool, xpos: Sequence[str], deprels: Sequence[str], cases: Sequence[str]) -> bool:
    relation = deprels[token]
    if is_person:
        return relation in {"flat", "compound"} and xpos[token].startswith("NNP")
    if relation in INSIDE:
        return xpos[token].startswith("NNP") or xpos[token] == "CD"
    if relation == "amod":
        return xpos[token].startswith("NNP")
    return (relation == "nmod" and cases[token] in {"of", "for"} and xpos[token].startswith("NNP")) or (
        relation == "conj" and cases[token] == "&"
    )


def _name_in(
    span: EntitySpan,
    forms: Sequence[str],
    xpos: Sequence[str],
    heads: Sequence[int],
    deprels: Sequence[str],
) -> tuple[int, int] | None:
    tokens = range(span.start, span.end + 1)
    outside = [token for token in tokens if not span.start <= heads[token] - 1 <= span.end]
    if len(outside) != 1 or not xpos[outside[0]].startswith("NNP"):
        return None
    head = outside[0]
    is_person = span.kind == "person"
    cases = [""] * len(forms)
    for token in tokens:
        if deprels[token] in {"case", "cc"} and heads[token]:
            cases[heads[token] - 1] = forms[token].lower()
    core = {head}
    for _ in range(4):
        core |= {
            token
            for token in tokens
            if heads[token] - 1 in core
            and _belongs(token, is_person=is_person, xpos=xpos, deprels=deprels, cases=cases)
        }
    if is_person:
        core = {token for token in core if forms[token].lower().rstrip(".") not in TITLES}
        if not core or xpos[head] == "NNPS":
            return None
    return _run_around(min(core, key=lambda token: abs(token - head)), core, deprels, heads)


def _run_around(head: int, core: set[int], deprels: Sequence[str], heads: Sequence[int]) -> tuple[int, int]:
    """
    The longest run around the head of core tokens and of small words that belong to them.
    """

    def holds(token: int) -> bool:
        small = deprels[token] in {"case", "det", "punct", "cc"} and heads[token] - 1 in core
        return token in core or small

    start = end = head
    while start - 1 >= min(core) and holds(start - 1):
        start -= 1
    while end + 1 <= max(core) and holds(end + 1):
        end += 1
    while start not in core:
        start += 1
    while end not in core:
        end -= 1
    return start, end


def name_tags(
    *,
    forms: Sequence[str],
    xpos: Sequence[str],
    heads: Sequence[int],
    deprels: Sequence[str],
    spans: Sequence[EntitySpan],
) -> tuple[str, ...]:
    """
    BIO tags of the outermost names in the spans.
    """
    tags = ["O"] * len(forms)
    for span in sorted(spans, key=lambda candidate: candidate.start - candidate.end):
        if span.kind in NO_NAMES or (found := _name_in(span, forms, xpos, heads, deprels)) is None:
            continue
        start, end = found
        if all(tag == "O" for tag in tags[start : end + 1]):
            kind = TYPES.get(span.kind, OTHER_TYPE)
            tags[start : end + 1] = [f"B-{kind}", *[f"I-{kind}"] * (end - start)]
    return tuple(tags)
