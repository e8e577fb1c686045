"""
The judge of relations finds what no pattern says, by how the sentence joins two names, never by the names.
"""

from dataclasses import replace

import pytest

from ingest.claims.gather import pattern_candidates
from ingest.claims.learned.features import Surroundings, features_of
from ingest.claims.learned.judge import WEIGHTS, shipped_judge
from ingest.claims.learned.pairs import pairs_of
from ingest.claims.passages import passages_of
from ingest.extract import Extractor, make_extractor, read, readable
from ingest.language.spacy_analyser import load_analyser
from ingest.mentions.reading import find_mentions
from kg.text import Document
from ontology.load import load_terms

TEXT = "Lynas Rare Earths runs the Mount Weld mine in Western Australia and sells oxides in Japan."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return make_extractor(load_analyser())


def features_in(text: str, extractor: Extractor) -> list[frozenset[str]]:
    sentences = readable(next(iter(extractor.analyser.analyse([text]))))
    marked = find_mentions(Document(text=text), sentences, extractor.lexicon, extractor.matcher.vocabulary)
    return [
        features_of(pair, Surroundings(passage.sentence, extractor.matcher))
        for passage in passages_of(marked)
        for pair in pairs_of(passage, extractor.matcher)
    ]


@pytest.mark.model
def test_two_sentences_that_differ_in_their_names_look_alike_to_the_judge(extractor):
    one = features_in("Japan relies on China for gallium.", extractor)
    other = features_in("France relies on Chile for lithium.", extractor)

    assert one
    assert set(one) == set(other)


@pytest.mark.model
def test_what_a_pattern_sees_the_judge_does_not_claim_again(extractor):
    sentences = next(iter(extractor.analyser.analyse([TEXT])))
    alone = replace(extractor, finders=(pattern_candidates,))

    both, patterns = (read(Document(text=TEXT), sentences, each) for each in (extractor, alone))

    keys = [(one.claim.subject, one.claim.relation, one.claim.object) for one in both.sightings]
    assert len(keys) == len(set(keys))
    assert {one.extractor for one in patterns.sightings} <= {one.extractor for one in both.sightings}


def test_the_judge_is_small_and_knows_only_relations_a_text_can_claim():
    judge, terms = shipped_judge(), load_terms()

    assert WEIGHTS.stat().st_size < 2_000_000
    assert set(judge.relations) == set(judge.thresholds)
    assert all(terms.relations[relation].is_claimable for relation in judge.relations)
    assert all(0.5 <= threshold < 1 for threshold in judge.thresholds.values())
