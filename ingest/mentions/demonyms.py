"""
Adjectives and peoples that stand for a country: "Chinese export controls", "the Japanese".
"""

from collections.abc import Mapping
from functools import cache

from ontology.load import load_reference


@cache
def demonyms() -> Mapping[str, str]:
    """
    Every demonym of the reference data with the id of its country or bloc.

    A demonym fills a role in a claim but is no mention of its own.

    >>> demonyms()["Chinese"]
    'state:china'
    """
    entities = load_reference().entities.values()
    return {text: each.id for each in entities for relation, text in each.values if relation == "demonym"}
