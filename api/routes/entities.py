"""
Entities as linked data: one address, several forms.
"""

from typing import Annotated, Any, Final, Literal

import orjson
from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.errors import NotOffered, UnknownAddress
from api.listings.entities import entity_page
from api.listings.facts import Facts
from api.negotiation import HTML, JSON, JSON_LD, N_TRIPLES, TURTLE, preferred
from api.parameters import Accept, AsOf, PagesDep, ServiceDep, today
from api.web.pages import link_to
from kg.evidence import sentence
from kg.triples import Term
from ontology.namespaces import ENTITIES, PREFIXES, RDF, RDFS, SCHEMA, SKOS, XSD

router = APIRouter(tags=["entities"])

FORMS: Final = {"jsonld": JSON_LD, "html": HTML, "turtle": TURTLE, "ntriples": N_TRIPLES, "json": JSON}
SENTENCES_SHOWN: Final = 40
CONTEXT: Final = {
    **{prefix: iri for prefix, iri in PREFIXES.items() if prefix not in {"claim", "assessment"}},
    "name": f"{SCHEMA}name",
    "alternateName": f"{SCHEMA}alternateName",
}
NAMED: Final = {f"{RDFS}label": "name", f"{SKOS}prefLabel": "name", f"{SKOS}altLabel": "alternateName"}

Form = Annotated[
    Literal["jsonld", "html", "turtle", "ntriples", "json"] | None,
    Query(description="Instead of the Accept header.", examples=["turtle"]),
]


@router.get(
    "/entities/{entity_id}",
    summary="One entity as HTML, JSON-LD, Turtle or N-Triples",
    response_class=Response,
    responses={
        200: {
            "content": {
                JSON_LD: {"example": {"@id": f"{ENTITIES}state:japan", "@type": ["ore:Country"], "name": "Japan"}},
                HTML: {},
                TURTLE: {"example": f"<{ENTITIES}state:japan> a ore:Country ."},
                N_TRIPLES: {},
            },
            "description": "What is believed about it.",
        },
        308: {"description": "It was merged into another; the address of that one."},
    },
)
def entity(  # noqa: PLR0917 - one parameter a query field
    entity_id: str,
    service: ServiceDep,
    pages: PagesDep,
    as_of: AsOf = None,
    format: Form = None,  # noqa: A002 - the name of the parameter
    accept: Accept = None,
) -> Response:
    """
    What is believed about an entity, in the form asked for.
    """
    current = service.redirects.get(entity_id)
    if current is not None:
        return RedirectResponse(
            link_to(f"/entities/{current}", as_of=str(as_of or ""), format=format), service.redirect_status(entity_id)
        )
    offers = list(FORMS.values())
    chosen = FORMS[format] if format else preferred(accept, offers)
    if chosen is None:
        raise NotOffered(f"{accept!r} is not offered; ask for one of {', '.join(offers)}")
    iri = ENTITIES + entity_id
    indexed = service.indexed(as_of)
    page = entity_page(indexed.facts, iri, as_of or today())
    if page is None:
        raise UnknownAddress(f"no entity {entity_id!r} is known" + (f" as of {as_of}" if as_of else ""))
    if chosen in {TURTLE, N_TRIPLES}:
        result = service.query(f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}", chosen, as_of)
        return Response(result.body, media_type=result.media_type, headers={"Vary": "Accept"})
    if chosen in {JSON_LD, JSON}:
        content = orjson.dumps(json_ld(indexed.facts, iri), option=orjson.OPT_INDENT_2)
        return Response(content, media_type=chosen, headers={"Vary": "Accept"})
    claims = indexed.claims_about.get(entity_id, [])
    about = tuple({(each.document_id, each.claim.quote): each for each in reversed(claims)}.values())[::-1]
    return HTMLResponse(
        pages.render(
            "entity.html",
            entity=page,
            evidence=[sentence(each, "supports") for each in about[:SENTENCES_SHOWN]],
            more_evidence=max(len(about) - SENTENCES_SHOWN, 0),
            as_of=as_of,
            self_path=f"/entities/{entity_id}",
        ),
        headers={"Vary": "Accept"},
    )


def json_ld(facts: Facts, iri: str) -> dict[str, Any]:
    """
    One thing as JSON-LD, with the names of schema.org for what has one there.
    """
    node: dict[str, Any] = {"@context": CONTEXT, "@id": iri}
    for predicate, values in sorted(facts.said(iri).items()):
        if predicate == f"{RDF}type":
            node["@type"] = sorted(short(value) for value in values if isinstance(value, str))
        else:
            key = NAMED.get(predicate, short(predicate))
            node.setdefault(key, []).extend(sorted((json_term(value) for value in values), key=str))
    return node


def json_term(term: Term) -> Any:
    """
    A term as JSON-LD writes it.
    """
    if isinstance(term, str):
        return {"@id": term}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == f"{XSD}string":
        return term.value
    return {"@value": term.value, "@type": short(term.datatype)}


def short(iri: str) -> str:
    """
    An IRI with the longest prefix of the context that fits it.

    >>> short("https://schema.org/Country")
    'schema:Country'
    """
    fitting = [(len(base), prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    _, prefix, base = max(fitting)
    return f"{prefix}:{iri.removeprefix(base)}"
