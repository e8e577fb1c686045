"""
Why a document was read as it was: its screen, its sentences with marks and parse, each claim with its pattern, and what
was turned down with the reason. What one needs to mend a pattern.
"""

from typing import Any

from ingest.claims.gather import weigh
from ingest.claims.seen import Seen
from ingest.extract import Extractor, readable
from ingest.languages import language_of
from ingest.mentions.datelines import without_datelines
from ingest.mentions.marks import MarkedSentence
from ingest.mentions.reading import find_mentions
from ingest.report import claim_fields, document_fields
from ingest.screen import relevance_of
from kg.text import Document


def explain(document: Document, extractor: Extractor, path: str = "") -> dict[str, Any]:
    """
    One JSON object: the document, the screen's sums, and what was seen sentence by sentence, relevant or not.
    """
    relevance = relevance_of(f"{document.title}\n{document.text}")
    parsed = next(iter(extractor.analyser.analyse([without_datelines(document.text)])))
    marked = find_mentions(document, readable(parsed), extractor.lexicon, extractor.matcher.vocabulary)
    weighed = weigh(marked, extractor.matcher, extractor.finders)
    labels = {entity.id: entity.label for entity in marked.entities()}
    seen: dict[int, dict[str, list[dict[str, Any]]]] = {}
    for one in weighed.claimed:
        told = seen.setdefault(one.candidate.sentence.number, {"claims": [], "refusals": []})
        told["claims"].append(seen_fields(one, labels))
    for one, reason in weighed.refused:
        told = seen.setdefault(one.candidate.sentence.number, {"claims": [], "refusals": []})
        told["refusals"].append(seen_fields(one, labels) | {"reason": reason})
    nothing: dict[str, list[dict[str, Any]]] = {"claims": [], "refusals": []}
    return {
        "document": document_fields(document, path, is_relevant=relevance.is_relevant),
        "screen": {
            "subject": relevance.subject,
            "affairs": relevance.affairs,
            "elsewhere": relevance.elsewhere,
            "language": language_of(document.text),
        },
        "sentences": [sentence_fields(sentence) | seen.get(sentence.number, nothing) for sentence in marked.sentences],
    }


def seen_fields(one: Seen, labels: dict[str, str]) -> dict[str, Any]:
    """
    A candidate's claim, the pattern or model that saw it, how sure that is, and the word that set it off.
    """
    fields = claim_fields(one.claim, labels)
    del fields["quote"]
    return fields | {
        "pattern": one.candidate.pattern.id,
        "score": one.candidate.pattern.score,
        "trigger": one.candidate.trigger.text,
    }


def sentence_fields(sentence: MarkedSentence) -> dict[str, Any]:
    """
    A sentence with its marks and its parse.
    """
    tree = sentence.tree
    return {
        "text": tree.sentence.text,
        "start": tree.sentence.start,
        "end": tree.sentence.end,
        "mentions": [
            {
                "text": tree.sentence.text[mark.start - tree.sentence.start : mark.end - tree.sentence.start],
                "start": mark.start,
                "end": mark.end,
                "how": mark.how.value,
                "entities": [{"id": each.id, "label": each.label, "type": each.type} for each in mark.entities],
            }
            for mark in sentence.marks
        ],
        "parse": [
            {"text": token.text, "lemma": token.lemma, "pos": token.pos, "dep": token.dep, "head": token.head}
            for token in tree.tokens
        ],
    }
