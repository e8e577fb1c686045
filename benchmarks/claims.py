"""
Synthetic claims of the shape our projection gives them: seeded, so that every run measures the same graph.

A document has a named graph of its claims with their quotes, the default graph holds what they state; entities have
labels, a place, and a tree of owners. Names are skewed as in news: few are in most claims.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from ontology.namespaces import BASE, CLAIMS, DCT, DOCUMENTS, ENTITIES, ONTOLOGY, PROV, RDF, RDFS, XSD

SEED: Final = 20261125
CLAIMS_A_DOCUMENT: Final = 13
QUADS_A_DOCUMENT: Final = CLAIMS_A_DOCUMENT * 13 + 5 + 2 * 5
RELATIONS: Final = ("partyTo", "coversMineral", "status", "operates", "supplies", "funds", "owns", "builds")
WORDS: Final = "gallium germanium cobalt lithium nickel graphite tungsten antimony copper terbium".split()
FIRST_DAY: Final = date(2015, 1, 1)
DAYS: Final = 4000
PLACES: Final = 50


def documents_for(quads: int) -> int:
    """
    How many documents make about so many quads.
    """
    return max(1, quads // QUADS_A_DOCUMENT)


def synthetic_quads(documents: int) -> Iterator[str]:
    """
    Lines of N-Quads.
    """
    random, entities = Random(SEED), 2 * documents  # noqa: S311 - to measure with, not to hide anything
    for number in range(entities):
        node = entity(number)
        yield f"{node} <{RDF}type> <{ONTOLOGY}Company> .\n"
        yield f'{node} <{RDFS}label> "{random.choice(WORDS).title()} Works {number}"@en .\n'
        yield f'{node} <{ONTOLOGY}note> "line {number % 97}" .\n'
        yield f"{node} <{ONTOLOGY}locatedIn> <{ENTITIES}place:{number % PLACES}> .\n"
        yield f"{node} <{ONTOLOGY}subsidiaryOf> {entity(number // 3)} .\n"
    for number in range(documents):
        yield from document(number, entities, random)


def document(number: int, entities: int, random: Random) -> Iterator[str]:
    """
    One document with its claims, and what they state.
    """
    name = f"<{DOCUMENTS}{number}>"
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    for predicate, value in (
        (f"{RDF}type", f"<{ONTOLOGY}Document>"),
        (f"{DCT}title", f'"Story {number}"'),
        (f"{DCT}publisher", f'"Wire {number % 20}"'),
        (f"{DCT}issued", f'"{day}"^^<{XSD}date>'),
        (f"{DCT}source", f'"{BASE}stories/{number}"^^<{XSD}anyURI>'),
    ):
        yield f"{name} <{predicate}> {value} {name} .\n"
    for place in range(CLAIMS_A_DOCUMENT):
        claim, relation = f"<{CLAIMS}{number}-{place}>", f"<{ONTOLOGY}{random.choice(RELATIONS)}>"
        subject, value = entity(skewed(entities, random)), entity(skewed(entities, random))
        start = random.randrange(4000)
        when = day - timedelta(days=random.randrange(30))
        yield f"{subject} {relation} {value} .\n"
        for predicate, told in (
            (f"{RDF}type", f"<{ONTOLOGY}Claim>"),
            (f"{ONTOLOGY}claimSubject", subject),
            (f"{ONTOLOGY}claimRelation", relation),
            (f"{ONTOLOGY}claimObject", value),
            (f"{ONTOLOGY}modality", f'"{random.choice(("asserted", "planned", "reported"))}"'),
            (f"{ONTOLOGY}eventDate", f'"{when}"^^<{XSD}date>'),
            (f"{ONTOLOGY}credibility", f'"{random.randint(1, 6)}"^^<{XSD}integer>'),
            (f"{ONTOLOGY}quote", f'"Sentence {place} of story {number} about {random.choice(WORDS)}."'),
            (f"{ONTOLOGY}quoteStart", f'"{start}"^^<{XSD}integer>'),
            (f"{ONTOLOGY}quoteEnd", f'"{start + 80}"^^<{XSD}integer>'),
            (f"{ONTOLOGY}speaker", f'"Speaker {number % 40}"'),
            (f"{PROV}wasDerivedFrom", name),
        ):
            yield f"{claim} <{predicate}> {told} {name} .\n"


def entity(number: int) -> str:
    """
    The node of an entity.
    """
    return f"<{ENTITIES}company:{number}>"


def skewed(most: int, random: Random) -> int:
    """
    A number below `most`, small ones by far the likeliest.
    """
    return int(most * random.random() ** 3)
