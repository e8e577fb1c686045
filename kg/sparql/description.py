"""
What an endpoint says of itself: SPARQL 1.1 Service Description.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.entailment import TYPE
from kg.sparql.formats import GRAPH_FORMATS, ROW_FORMATS
from kg.stores.edits import BOOKKEEPING
from kg.triples import Literal, Triple
from ontology.namespaces import DCT, SD, VOID

W3C_FORMATS: Final = tuple(dict.fromkeys(each.iri for each in (*ROW_FORMATS, *GRAPH_FORMATS)))
READABLE_FORMATS: Final = tuple(each.iri for each in GRAPH_FORMATS)


@dataclass(frozen=True, slots=True)
class Described:
    """
    What there is to say of an endpoint.

    Attributes:
        endpoint: the address it was asked at.
        dataset: IRI of its dataset.
        graphs: names of the named graphs.
        takes_updates: whether it answers SPARQL updates and graph writes.
        calls_others: whether queries may call other endpoints by SERVICE.
    """

    endpoint: str
    dataset: str
    title: str
    graphs: Iterable[str]
    takes_updates: bool = False
    calls_others: bool = False


def service_description(described: Described) -> Iterator[Triple]:
    """
    The description, named nodes throughout.
    """
    service, dataset = f"{described.endpoint}#service", described.dataset
    yield (service, TYPE, f"{SD}Service")
    yield (service, f"{SD}endpoint", described.endpoint)
    yield (service, f"{SD}supportedLanguage", f"{SD}SPARQL11Query")
    for form in W3C_FORMATS:
        yield (service, f"{SD}resultFormat", form)
    if described.calls_others:
        yield (service, f"{SD}feature", f"{SD}BasicFederatedQuery")
    if described.takes_updates:
        yield (service, f"{SD}supportedLanguage", f"{SD}SPARQL11Update")
        yield (service, f"{SD}feature", f"{SD}EmptyGraphs")
        for form in READABLE_FORMATS:
            yield (service, f"{SD}inputFormat", form)
    yield (service, f"{SD}defaultDataset", dataset)
    yield (dataset, TYPE, f"{SD}Dataset")
    yield (dataset, TYPE, f"{VOID}Dataset")
    yield (dataset, f"{DCT}title", Literal(described.title, language="en"))
    yield (dataset, f"{VOID}sparqlEndpoint", described.endpoint)
    default = f"{dataset}-default-graph"
    yield (dataset, f"{SD}defaultGraph", default)
    yield (default, TYPE, f"{SD}Graph")
    for place, graph in enumerate(sorted(set(described.graphs) - {BOOKKEEPING}), start=1):
        named = f"{dataset}-graph-{place}"
        yield (dataset, f"{SD}namedGraph", named)
        yield (named, TYPE, f"{SD}NamedGraph")
        yield (named, f"{SD}name", graph)
