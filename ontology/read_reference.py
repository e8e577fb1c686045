"""
Blocks of reference data into entities, lists and figures.
"""

from collections.abc import Iterator
from decimal import Decimal

from ontology.blocks import Block, Blocks, first, is_true, local, typed
from ontology.entities import Alias, ListEntry, ListOfMinerals, Reference, ReferenceEntity, ReferenceFigure
from ontology.namespaces import DCT, ENTITIES, ONTOLOGY, RDF, RDFS, SKOS

PLUMBING = frozenset({"Source", "AliasNote", "Resolution", "ListEntry", "CompositionEdge"})
NAMES = frozenset({"contextualAlias", "metonym", "misnomer", "hasAliasNote", "labelNeedsContext", "shortName"})


def reference_of(blocks: Blocks) -> Reference:
    """
    The reference data among these blocks.
    """
    subjects = typed(blocks)
    entities: dict[str, ReferenceEntity] = {}
    figures: dict[str, ReferenceFigure] = {}
    for iri in sorted(blocks):
        types = tuple(sorted(local(kind) for kind in blocks[iri].get(f"{RDF}type", ())))
        if not iri.startswith(ENTITIES) or not types or PLUMBING.intersection(types):
            continue
        if f"{ONTOLOGY}metric" in blocks[iri]:
            figures[local(iri)] = _figure(local(iri), types[0], blocks[iri])
        else:
            entities[local(iri)] = _entity(local(iri), types, blocks)
    return Reference(
        entities=entities,
        redirects={local(iri): local(first(block, f"{DCT}isReplacedBy")) for iri, block in _redirected(blocks)},
        lists={local(iri): _list(local(iri), blocks) for iri in subjects.get(f"{ONTOLOGY}MineralList", ())},
        figures=figures,
        resolution={
            (_text(blocks[iri], "resolvedAs"), _text(blocks[iri], "resolvedText")): _ids(blocks[iri], "resolves")
            for iri in subjects.get(f"{ONTOLOGY}Resolution", ())
        },
    )


def _redirected(blocks: Blocks) -> Iterator[tuple[str, Block]]:
    return ((iri, block) for iri, block in sorted(blocks.items()) if f"{DCT}isReplacedBy" in block)


def _entity(entity_id: str, types: tuple[str, ...], blocks: Blocks) -> ReferenceEntity:
    block = blocks[ENTITIES + entity_id]
    links: list[tuple[str, str]] = []
    values: list[tuple[str, str]] = []
    for predicate, objects in block.items():
        relation = local(predicate)
        if predicate.startswith(ONTOLOGY) and relation not in NAMES:
            for value in objects:
                (links if value.startswith(ENTITIES) else values).append((relation, local(value)))
    return ReferenceEntity(
        id=entity_id,
        label=first(block, f"{RDFS}label"),
        types=types,
        aliases=_aliases(block, blocks),
        short_name=_text(block, "shortName"),
        label_needs_context=is_true(block, f"{ONTOLOGY}labelNeedsContext"),
        links=tuple(sorted(links)),
        values=tuple(sorted(values)),
    )


def _aliases(block: Block, blocks: Blocks) -> tuple[Alias, ...]:
    noted = [blocks[iri] for iri in block.get(f"{ONTOLOGY}hasAliasNote", ())]
    notes = {_text(note, "noteAlias"): _text(note, "noteText") for note in noted}
    return (
        *(Alias(text, notes.get(text, "")) for text in block.get(f"{SKOS}altLabel", ())),
        *(Alias(text, notes.get(text, ""), is_contextual=True) for text in block.get(f"{ONTOLOGY}contextualAlias", ())),
        *(Alias(text, notes.get(text, ""), is_metonym=True) for text in block.get(f"{ONTOLOGY}metonym", ())),
        *(Alias(text, notes.get(text, ""), is_misnomer=True) for text in block.get(f"{ONTOLOGY}misnomer", ())),
    )


def _list(list_id: str, blocks: Blocks) -> ListOfMinerals:
    block = blocks[ENTITIES + list_id]
    entries = [
        ListEntry(
            int(_text(entry, "position")),
            _text(entry, "wording"),
            local(_text(entry, "entryMineral")),
        )
        for entry in (blocks[iri] for iri in block.get(f"{ONTOLOGY}hasEntry", ()))
    ]
    return ListOfMinerals(
        id=list_id,
        label=first(block, f"{RDFS}label"),
        issuers=_ids(block, "issuedBy"),
        issued=_text(block, "issuedIn"),
        count=int(_text(block, "entryCount")),
        entries=tuple(sorted(entries, key=lambda entry: entry.position)),
    )


def _figure(figure_id: str, kind: str, block: Block) -> ReferenceFigure:
    return ReferenceFigure(
        id=figure_id,
        label=first(block, f"{RDFS}label"),
        kind=kind,
        metric=_text(block, "metric"),
        mineral=local(_text(block, "ofMineral")),
        stage=local(_text(block, "atStage")),
        suppliers=_ids(block, "supplier"),
        importers=_ids(block, "importer"),
        percent=_number(block, "percent"),
        percent_high=_number(block, "percentHigh"),
        operator=_text(block, "percentOperator"),
        quantity=_number(block, "quantity"),
        unit=_text(block, "unit"),
        year=_text(block, "year"),
        is_estimate=is_true(block, f"{ONTOLOGY}isEstimate"),
        quality=_text(block, "figureQuality"),
        note=_text(block, "figureNote"),
        source=local(first(block, f"{DCT}source")),
        contradicts=_ids(block, "contradicts"),
    )


def _text(block: Block, relation: str) -> str:
    return first(block, ONTOLOGY + relation)


def _ids(block: Block, relation: str) -> tuple[str, ...]:
    return tuple(local(iri) for iri in block.get(ONTOLOGY + relation, ()))


def _number(block: Block, relation: str) -> Decimal | None:
    text = _text(block, relation)
    return Decimal(text) if text else None
