"""
What a dataset holds, told from the data: VoID, with a partition for each class and each property.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from kg.entailment import TYPE
from kg.triples import Literal, Triple
from ontology.namespaces import BASE, DCT, ENTITIES, ONTOLOGY, PREFIXES, RDFS, VOID, XSD

TOTALS: Final = (
    "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"
)
CLASSES: Final = "SELECT ?class (COUNT(DISTINCT ?s) AS ?entities) { ?s a ?class } GROUP BY ?class ORDER BY ?class"
PROPERTIES: Final = """SELECT ?property (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects)
    (COUNT(DISTINCT ?o) AS ?objects) { ?s ?property ?o } GROUP BY ?property ORDER BY ?property"""
LICENCE: Final = "https://www.apache.org/licenses/LICENSE-2.0"
VOCABULARIES: Final = ("rdfs", "skos", "prov", "dct", "org", "schema", "owl")


@dataclass(frozen=True, slots=True)
class Dataset:
    """
    What is known of a dataset without looking into it.

    Attributes:
        iri: of the dataset; its partitions are named below it.
        endpoint: where it is asked.
        dumps: addresses of files that hold all of it.
        version: of the data.
    """

    iri: str
    endpoint: str
    title: str
    description: str
    dumps: tuple[str, ...]
    version: str


def void_of(dataset: Dataset, asked: Callable[[str], bytes]) -> Iterator[Triple]:
    """
    The description.

    Args:
        asked: the CSV that answers a SELECT query over the dataset.
    """
    iri = dataset.iri
    yield (iri, TYPE, f"{VOID}Dataset")
    yield (iri, f"{DCT}title", Literal(dataset.title, language="en"))
    yield (iri, f"{DCT}description", Literal(dataset.description, language="en"))
    yield (iri, f"{DCT}license", LICENCE)
    yield (iri, f"{DCT}hasVersion", Literal(dataset.version))
    yield (iri, f"{VOID}sparqlEndpoint", dataset.endpoint)
    yield (iri, f"{VOID}uriSpace", Literal(BASE))
    yield (iri, f"{VOID}exampleResource", f"{ENTITIES}state:japan")
    for dump in dataset.dumps:
        yield (iri, f"{VOID}dataDump", dump)
    yield (iri, f"{VOID}vocabulary", ONTOLOGY)
    for prefix in VOCABULARIES:
        yield (iri, f"{VOID}vocabulary", PREFIXES[prefix])
    for totals in rows(asked(TOTALS)):
        yield from counts(iri, totals, ("triples", "distinctSubjects", "distinctObjects"))
    for place, (kind, *numbers) in enumerate(rows(asked(CLASSES)), start=1):
        part = f"{iri}-class-{place}"
        yield (iri, f"{VOID}classPartition", part)
        yield (part, TYPE, f"{VOID}Dataset")
        yield (part, f"{VOID}class", kind)
        yield from counts(part, numbers, ("entities",))
    for place, (name, *numbers) in enumerate(rows(asked(PROPERTIES)), start=1):
        part = f"{iri}-property-{place}"
        yield (iri, f"{VOID}propertyPartition", part)
        yield (part, TYPE, f"{VOID}Dataset")
        yield (part, f"{VOID}property", name)
        yield from counts(part, numbers, ("triples", "distinctSubjects", "distinctObjects"))
    yield (f"{iri}-page", TYPE, f"{VOID}DatasetDescription")
    yield (f"{iri}-page", f"{RDFS}seeAlso", iri)


def counts(subject: str, numbers: list[str], names: tuple[str, ...]) -> Iterator[Triple]:
    """
    Numbers of a dataset or a partition of it.
    """
    for name, number in zip(names, numbers, strict=True):
        yield (subject, VOID + name, Literal(number, f"{XSD}integer"))


def rows(body: bytes) -> list[list[str]]:
    r"""
    The rows of a SPARQL CSV answer.

    >>> rows(b"x,y\r\nurn:a,1\r\n")
    [['urn:a', '1']]
    """
    return list(csv.reader(StringIO(body.decode(), newline="")))[1:]
