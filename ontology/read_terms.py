"""
Blocks of the schema into terms.
"""

from collections.abc import Sequence
from pathlib import Path

from ontology.blocks import Block, Blocks, first, is_true, local, typed
from ontology.errors import BrokenTurtle
from ontology.namespaces import LEX, ONTOLOGY, OWL, RDF, RDFS, SKOS, STATUSES
from ontology.terms import Class, Relation, StatusTerm, Terms, Wording, Words

WORDS = {
    "nouns": "noun",
    "verbs": "verb",
    "participles": "participle",
    "inverse_nouns": "inverseNoun",
    "inverse_verbs": "inverseVerb",
    "adjectives": "adjective",
    "negative_adjectives": "negativeAdjective",
    "dimensions": "dimension",
    "low_dimensions": "dimensionLow",
    "questions": "question",
}


def terms_of(blocks: Blocks) -> Terms:
    """
    The terms among these blocks.
    """
    subjects = typed(blocks)
    ours = [iri for iri in subjects[f"{OWL}Class"] if iri.startswith(ONTOLOGY)]
    properties = (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{OWL}AnnotationProperty")
    related = sorted({iri for kind in properties for iri in subjects.get(kind, ()) if iri.startswith(ONTOLOGY)})
    statuses = [
        _status(iri, blocks[iri]) for kind in ("Status", "ProjectStatus") for iri in subjects.get(ONTOLOGY + kind, ())
    ]
    return Terms(
        version=first(blocks[ONTOLOGY.removesuffix("#")], f"{OWL}versionInfo"),
        classes={one.id: one for one in (_class(iri, blocks[iri]) for iri in ours)},
        relations={one.id: one for one in _with_inverses([_relation(iri, blocks[iri]) for iri in related])},
        statuses={status.code: status for status in statuses if not status.is_of_project},
        project_statuses={status.code: status for status in statuses if status.is_of_project},
        wordings=tuple(_wording(blocks[iri]) for iri in subjects.get(f"{ONTOLOGY}Wording", ())),
        transitions=frozenset(
            step for iri in subjects.get(f"{ONTOLOGY}Transition", ()) for step in _steps(blocks[iri])
        ),
    )


def _class(iri: str, block: Block) -> Class:
    return Class(
        id=local(iri),
        label=first(block, f"{RDFS}label"),
        definition=first(block, f"{SKOS}definition"),
        parents=tuple(local(parent) for parent in block.get(f"{RDFS}subClassOf", ()) if parent.startswith(ONTOLOGY)),
        words=_words(block),
        code=first(block, f"{LEX}code"),
        is_event=is_true(block, f"{LEX}eventNode"),
        is_hidden=is_true(block, f"{LEX}hidden"),
        default_measure=local(first(block, f"{LEX}defaultMeasure")),
    )


def _relation(iri: str, block: Block) -> Relation:
    declared_range = first(block, f"{RDFS}range")
    kinds = block.get(f"{LEX}rangeKind", ())
    order = ("entity", "code", "date", "duration", "number", "boolean", "text")
    return Relation(
        id=local(iri),
        label=first(block, f"{RDFS}label"),
        definition=first(block, f"{SKOS}definition"),
        domain=local(first(block, f"{RDFS}domain")),
        range=local(declared_range) if declared_range.startswith((ONTOLOGY, f"{OWL}Thing")) else "",
        range_kinds=tuple(sorted(kinds, key=order.index)),
        words=_words(block),
        inverse=local(first(block, f"{OWL}inverseOf")),
        parents=tuple(local(one) for one in block.get(f"{RDFS}subPropertyOf", ()) if one.startswith(ONTOLOGY)),
        unit=first(block, f"{LEX}unit"),
        is_claimable=is_true(block, f"{LEX}claimable"),
        is_hidden=is_true(block, f"{LEX}hidden"),
        contested_form_of=local(first(block, f"{LEX}contestedFormOf")),
    )


def _with_inverses(relations: Sequence[Relation]) -> Sequence[Relation]:
    missing = {relation.inverse for relation in relations if relation.inverse} - {relation.id for relation in relations}
    if missing:
        raise BrokenTurtle(Path("relations.ttl"), 0, f"ore:{min(missing)}", "named as an inverse, declared nowhere")
    return relations


def _status(iri: str, block: Block) -> StatusTerm:
    return StatusTerm(
        id=iri.removeprefix(STATUSES),
        code=first(block, f"{LEX}code"),
        label=first(block, f"{RDFS}label"),
        definition=first(block, f"{SKOS}definition"),
        aliases=tuple(block.get(f"{SKOS}altLabel", ())),
        words=_words(block),
        is_of_project=f"{ONTOLOGY}ProjectStatus" in block[f"{RDF}type"],
    )


def _wording(block: Block) -> Wording:
    return Wording(
        code=first(block, f"{LEX}code"),
        phrases=tuple(block.get(f"{ONTOLOGY}phrase", ())),
        status=first(block, f"{ONTOLOGY}wordingStatus").removeprefix(STATUSES),
        relation=first(block, f"{ONTOLOGY}wordingRelation"),
        modality=first(block, f"{ONTOLOGY}wordingModality"),
    )


def _steps(block: Block) -> list[tuple[str, str, str]]:
    before = first(block, f"{ONTOLOGY}fromStatus").removeprefix(STATUSES)
    after = first(block, f"{ONTOLOGY}toStatus").removeprefix(STATUSES)
    return [(local(kind), before, after) for kind in block[f"{ONTOLOGY}forKind"]]


def _words(block: Block) -> Words:
    return Words(**{field: tuple(block.get(LEX + name, ())) for field, name in WORDS.items()})
