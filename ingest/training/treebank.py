"""
Treebanks in CoNLL-U, read into what the heads learn: tags, trees, lemmas, sentence starts and names.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.training.known_names import known_name_tags
from ingest.training.names import EntitySpan, name_tags

# Subtypes the parser learns; every other one is cut to its main relation.
KEPT_SUBTYPES: Final = frozenset(
    "nsubj:pass aux:pass csubj:pass obl:agent nmod:poss acl:relcl compound:prt".split(),
)
# Documents of this treebank mark the mentions of entities.
ENTITIES: Final = "GUM_"


@dataclass(frozen=True, slots=True)
class TreeSentence:
    """
    One sentence of a treebank; every tuple has one entry a token.

    Attributes:
        genre: what kind of text its document is, as the treebank's document names tell (`news`, `reviews`, …).
        heads: 0 for the root, else the head's position counted from 1.
        glued: whether no space stands before the token.
        paragraph_start: whether the treebank says so.
        lines: the tokens that stand first on a line; a treebank does not tell, training lays text out anew.
        names: BIO tags, or `None` where the treebank says nothing of names; where names are looked up, some tags are
            those of `known_names`, which say less.
    """

    text: str
    document: str
    genre: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    glued: tuple[bool, ...]
    names: tuple[str, ...] | None
    is_question: bool
    paragraph_start: bool
    lines: frozenset[int] = frozenset()

    @property
    def ends_marked(self) -> bool:
        """
        Whether the last token is a mark, as in running text; else the sentence is a title, an item, a caption.
        """
        return self.upos[-1] == "PUNCT"


def main_relation(deprel: str) -> str:
    """
    A relation with its subtype only where the parser learns it.

    >>> main_relation("nsubj:pass"), main_relation("nmod:desc")
    ('nsubj:pass', 'nmod')
    """
    return deprel if deprel in KEPT_SUBTYPES else deprel.partition(":")[0]


def _genre_of(document: str) -> str:
    parts = document.split("_")
    return parts[1] if parts[0] == "GUM" else re.split(r"[-_0-9.]", document, maxsplit=1)[0]


def _entity_spans(miscs: list[str]) -> list[EntitySpan]:
    spans: list[EntitySpan] = []
    open_spans: dict[str, list[tuple[int, str]]] = {}
    for index, misc in enumerate(miscs):
        values = [part[7:] for part in misc.split("|") if part.startswith("Entity=")]
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", values[0]) if values else []:
            fields = piece.strip("()").split("-")
            # A span cut in two by other words ("(3[1/2]-…") is kept as two: names are rarely cut.
            number = fields[0].partition("[")[0]
            if piece.startswith("("):
                open_spans.setdefault(number, []).append((index, fields[1]))
            if piece.endswith(")") and open_spans.get(number):
                start, kind = open_spans[number].pop()
                spans.append(EntitySpan(start, index, kind))
    return spans


def _sentence(lines: list[str], document: str, known: Mapping[str, str] | None) -> TreeSentence:
    comments = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("#") and " = " in line)
    rows = [line.split("\t") for line in lines if line[0].isdigit()]
    glue_after: dict[int, bool] = {}
    for row in rows:
        if "-" in row[0]:
            start, end = (int(number) for number in row[0].split("-"))
            glue_after |= dict.fromkeys(range(start, end), True)
            glue_after[end] = "SpaceAfter=No" in row[9]
    words = [row for row in rows if row[0].isdigit()]
    for row in words:
        glue_after.setdefault(int(row[0]), "SpaceAfter=No" in row[9])
    heads = tuple(int(row[6]) for row in words)
    deprels = tuple(main_relation(row[7]) for row in words)
    xpos = tuple(row[4] for row in words)
    forms = tuple(row[1].replace(" ", "") for row in words)
    upos = tuple(row[3] for row in words)
    names: tuple[str, ...] | None = None
    if document.startswith(ENTITIES):
        spans = _entity_spans([row[9] for row in words])
        names = name_tags(forms=forms, xpos=xpos, heads=heads, deprels=deprels, spans=spans)
    elif known is not None:
        names = known_name_tags(forms=forms, upos=upos, xpos=xpos, heads=heads, deprels=deprels, known=known)
    return TreeSentence(
        text=comments.get("text", ""),
        document=document,
        genre=_genre_of(document),
        forms=forms,
        lemmas=tuple(row[2] for row in words),
        upos=upos,
        xpos=xpos,
        feats=tuple(row[5] for row in words),
        heads=heads,
        deprels=deprels,
        glued=(False, *(glue_after[int(row[0])] for row in words[:-1])),
        names=names,
        is_question=forms[-1] == "?",
        paragraph_start=any(line.startswith("# newpar") for line in lines),
    )


def read_treebank(path: Path, known: Mapping[str, str] | None = None) -> Iterator[TreeSentence]:
    """
    The sentences of a gzipped CoNLL-U file, in order.

    Args:
        known: types of names, to look up in documents without annotated entities; else these have no `names`.
    """
    document, lines = "", list[str]()
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for raw in stream:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc id = "):
                document = line[14:]
            if line:
                lines.append(line)
            elif lines:
                yield _sentence(lines, document, known)
                lines = []
    if lines:
        yield _sentence(lines, document, known)
