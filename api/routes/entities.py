"""
Entities as linked data: one address, several forms.
"""

from datetime import date
from email.utils import format_datetime
from typing import Annotated, Any, Final, Literal

import orjson
from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.days import Day
from api.errors import ApiError, GoneAddress, NotOffered, UnknownAddress
from api.listings.entities import entity_page
from api.listings.facts import Facts, partners_of
from api.negotiation import HTML, JSON, JSON_LD, N_TRIPLES, TURTLE, preferred
from api.parameters import Accept, AsOf, EntityId, PagesDep, ServiceDep, TimesDep, as_fields, today
from api.service import Service
from api.web.neighbourhoods import draw_neighbourhood
from api.web.pages import link_to, page_path
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
    "description": f"{SCHEMA}description",
    "sameAs": {"@id": f"{SCHEMA}sameAs", "@type": "@id"},
}
NAMED: Final = {
    f"{RDFS}label": "name",
    f"{SKOS}prefLabel": "name",
    f"{SKOS}altLabel": "alternateName",
    f"{RDFS}comment": "description",
    f"{SKOS}definition": "description",
    f"{SKOS}exactMatch": "sameAs",
}

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
        303: {"description": "The address of what is said about it, in the form liked best."},
        308: {"description": "It was merged into another; the address of that one."},
    },
)
def entity(  # noqa: PLR0917 - one parameter a query field
    entity_id: EntityId,
    service: ServiceDep,
    pages: PagesDep,
    times: TimesDep,
    as_of: AsOf = None,
    format: Form = None,  # noqa: A002 - the name of the parameter
    accept: Accept = None,
) -> Response:
    """
    What is believed about an entity, in the form asked for.

    The entity's own address names the thing, so it leads (303) to the description that suits the client.
    """
    current = service.redirects.get(entity_id)
    if current is not None:
        return RedirectResponse(
            link_to(f"/entities/{current}", **as_fields(times), format=format), service.redirect_status(entity_id)
        )
    offers = list(FORMS.values())
    chosen = FORMS[format] if format else preferred(accept, offers)
    if chosen is None:
        raise NotOffered(f"{accept!r} is not offered; ask for one of {', '.join(offers)}")
    iri = ENTITIES + entity_id
    day = service.day(times)
    facts = day.indexed.facts
    if not facts.knows(iri):
        raise missing(service, entity_id, as_of)
    if format is None:
        name = next(name for name, media_type in FORMS.items() if media_type == chosen)
        described = link_to(f"/entities/{entity_id}", **as_fields(times), format=name)
        return RedirectResponse(described, 303, headers={"Vary": "Accept"})
    if chosen in {TURTLE, N_TRIPLES}:
        result = service.query(f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}", chosen, times)
        return Response(result.body, media_type=result.media_type, headers=described_by(iri, service, as_of))
    if chosen in {JSON_LD, JSON}:
        content = orjson.dumps(json_ld(facts, iri), option=orjson.OPT_INDENT_2)
        return Response(content, media_type=chosen, headers=described_by(iri, service, as_of))
    claims = day.indexed.claims_about.get(entity_id, [])
    staleness = service.watching.staleness_of({each.document_id for each in claims})
    on = times.judged or today()
    content = day.page(
        (iri, on, as_of, staleness), lambda: pages.render("entity.html", **shown(day, entity_id, on, as_of, staleness))
    )
    return HTMLResponse(content, headers=described_by(iri, service, as_of))


def shown(day: Day, entity_id: str, on: date, as_of: date | None, staleness: tuple[str, ...]) -> dict[str, Any]:
    """
    What the page of an entity that is known shows.

    Args:
        on: the day of view.
        staleness: what to say of sources that could not be reached lately.
    """
    page = entity_page(day.indexed.facts, ENTITIES + entity_id, on)
    claims = day.indexed.claims_about.get(entity_id, [])
    about = tuple({(each.document_id, each.claim.quote): each for each in reversed(claims)}.values())[::-1]
    return {
        "entity": page,
        "drawn": draw_neighbourhood(page, day.things.ids, partners_of(claims, entity_id)),
        "staleness": staleness,
        "evidence": [sentence(each, "supports") for each in about[:SENTENCES_SHOWN]],
        "more_evidence": max(len(about) - SENTENCES_SHOWN, 0),
        "as_of": as_of,
        "self_path": f"/entities/{entity_id}",
    }


def missing(service: Service, entity_id: str, as_of: date | None) -> ApiError:
    """
    Why there is nothing to show: it was never known, or no document in force names it any more.
    """
    if as_of is None and any(entity.id == entity_id for entity in service.ledger.entities()):
        return GoneAddress(f"{entity_id!r} stood in documents that were edited or withdrawn; none names it now")
    return UnknownAddress(f"no entity {entity_id!r} is known" + (f" as of {as_of}" if as_of else ""))


def described_by(iri: str, service: Service, as_of: date | None) -> dict[str, str]:
    """
    Headers of a description: the thing it describes, its other forms, and since when it reads like this.
    """
    path = page_path(iri)
    forms = [
        f'<{link_to(path, as_of=str(as_of or ""), format=name)}>; rel="alternate"; type="{media_type}"'
        for name, media_type in FORMS.items()
    ]
    return {
        "Link": ", ".join([f'<{iri}>; rel="describes"', *forms]),
        "Last-Modified": format_datetime(service.last_modified(as_of), usegmt=True),
    }


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
