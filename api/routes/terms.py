"""
What else has an IRI below the base: claims, assessments, statuses, the ontology, kinds of problems. All of it resolves.
"""

from typing import Annotated, Any, Final, Literal

import orjson
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.answering import GRAPH_CONTENT, VARY
from api.errors import TELLINGS, GoneAddress, NotOffered, UnknownAddress
from api.negotiation import HTML, JSON_LD, N_TRIPLES, TURTLE, preferred
from api.parameters import Accept, AssessmentId, PagesDep, ProblemSlug, ServiceDep, StatusCode
from api.problems import MEDIA_TYPE, PROBLEM_TYPES
from api.routes.sparql_page import table_of
from api.service import Service
from api.web.pages import Pages, link_to
from kg.ledger.records import StoredClaim, Verdict
from ontology.namespaces import ASSESSMENTS, CLAIMS, ONTOLOGY, RDFS, STATUSES

router = APIRouter(tags=["linked data"])

FORMS: Final = {"turtle": TURTLE, "html": HTML, "ntriples": N_TRIPLES, "jsonld": JSON_LD}
FORM: Final = "Instead of the Accept header."
Form = Annotated[Literal["turtle", "html", "ntriples", "jsonld"] | None, Query(description=FORM, examples=["turtle"])]
RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "What is said about it.", "content": {**GRAPH_CONTENT, HTML: {}}}
}
ABOUT_ONE: Final = "{{ <{0}> ?relation ?value }} UNION {{ GRAPH ?graph {{ <{0}> ?relation ?value }} }}"
IS_OURS: Final = f'FILTER(STRSTARTS(STR(?term), "{ONTOLOGY}"))'


def described_claim(service: Service, pages: Pages, claim_id: str, form: str | None, accept: str | None) -> Response:
    """
    One claim as the graph has it: who said what, when, how, and where in which document.

    Raises:
        UnknownAddress: it was never made.
        GoneAddress: it is withdrawn or rejected.
    """
    kept = service.ledger.claim(claim_id)
    if kept is None:
        raise UnknownAddress(f"no claim {claim_id!r} is kept")
    if claim_id not in service.day(None).view.claims:
        raise GoneAddress(f"the claim {claim_id!r} {why_gone(service, kept)}", document=kept.document_id)
    return resource(service, pages, CLAIMS + claim_id, form, accept)


def why_gone(service: Service, claim: StoredClaim) -> str:
    """
    Why a claim that was made is no longer held up.
    """
    verdicts = service.ledger.judgements(claim.id)
    if verdicts and verdicts[-1].verdict is Verdict.REJECT:
        last = verdicts[-1]
        return f"was rejected on {last.recorded.date()} by {last.person}: {last.reason}"
    document = service.ledger.document(claim.document_id)
    if document is None or document.gone:
        return f"stood in document {claim.document_id!r}, which was taken down"
    if document.version > claim.version:
        return f"stood in version {claim.version} of document {claim.document_id!r}, which was edited since"
    return f"is not what document {claim.document_id!r} is read as now"


@router.get(
    "/assessments/{assessment_id}", summary="What is believed, and why", response_class=Response, responses=RESPONSES
)
def assessment(
    assessment_id: AssessmentId,
    service: ServiceDep,
    pages: PagesDep,
    format: Form = None,  # noqa: A002 - the name of the parameter
    accept: Accept = None,
) -> Response:
    """
    The rule that concluded it, the claims it rests on and those against it.
    """
    if not any(each.id == assessment_id for each in service.day(None).view.assessments):
        raise UnknownAddress(f"no assessment {assessment_id!r} is believed now")
    return resource(service, pages, ASSESSMENTS + assessment_id, format, accept)


@router.get("/status/{code}", summary="One status an agreement may have", response_class=Response, responses=RESPONSES)
def status(
    code: StatusCode,
    service: ServiceDep,
    pages: PagesDep,
    format: Form = None,  # noqa: A002 - the name of the parameter
    accept: Accept = None,
) -> Response:
    """
    A status is a notion, so its own address leads (303) to what is said about it.
    """
    iri = STATUSES + code
    if not service.indexed(None).facts.said(iri):
        raise UnknownAddress(f"no status {code!r} is known")
    if format is None:
        return RedirectResponse(link_to(f"/status/{code}", format=form_for(accept)), 303, headers=VARY)
    return resource(service, pages, iri, format, accept)


@router.get("/ontology", summary="The ontology: classes and relations", response_class=Response, responses=RESPONSES)
def ontology(
    service: ServiceDep,
    pages: PagesDep,
    format: Form = None,  # noqa: A002 - the name of the parameter
    accept: Accept = None,
) -> Response:
    """
    Every term of it; the terms' own addresses (`/ontology#Agreement`) lead here.
    """
    chosen = format or form_for(accept)
    if chosen == "html":
        query = f"""SELECT ?term ?label ?comment {{ ?term <{RDFS}label> ?label {IS_OURS}
            OPTIONAL {{ ?term <{RDFS}comment> ?comment }} }} ORDER BY ?term"""
        table = table_of(service.query(query, "json").body, "json")
        return HTMLResponse(
            pages.render("resource.html", title="The ontology", iri=ONTOLOGY, table=table), headers=VARY
        )
    result = service.query(f"CONSTRUCT {{ ?term ?p ?o }} WHERE {{ ?term ?p ?o {IS_OURS} }}", chosen)
    return Response(result.body, media_type=result.media_type, headers=VARY)


@router.get("/problems/{slug}", summary="What a kind of problem means", response_class=Response)
def problem_type(slug: ProblemSlug, request: Request, pages: PagesDep) -> Response:
    """
    Title, status and remedy of a `type` that problems carry.
    """
    telling = next((each for each in TELLINGS.values() if each.slug == slug), None)
    if telling is None:
        raise UnknownAddress(f"there is no problem type {slug!r}")
    told = {
        "type": PROBLEM_TYPES + slug,
        "title": telling.title,
        "status": telling.status,
        "detail": "This is what problems of this type are about.",
        "remedy": telling.remedy,
        "request_id": request.scope.get("request_id", ""),
    }
    if preferred(request.headers.get("accept"), [MEDIA_TYPE, HTML]) == HTML:
        return HTMLResponse(pages.render("problem.html", problem=told), headers=VARY)
    return Response(orjson.dumps(told), media_type="application/json", headers=VARY)


def resource(service: Service, pages: Pages, iri: str, form: str | None, accept: str | None) -> Response:
    """
    What any graph says about one IRI.
    """
    chosen, pattern = form or form_for(accept), ABOUT_ONE.format(iri)
    if chosen == "html":
        result = service.query(f"SELECT ?relation ?value {{ {pattern} }} ORDER BY ?relation ?value", "json")
        table = table_of(result.body, "json")
        title = iri.rstrip("/").rpartition("/")[2]
        return HTMLResponse(pages.render("resource.html", title=title, iri=iri, table=table), headers=VARY)
    result = service.query(f"CONSTRUCT {{ <{iri}> ?relation ?value }} WHERE {{ {pattern} }}", chosen)
    return Response(result.body, media_type=result.media_type, headers=VARY)


def form_for(accept: str | None) -> str:
    """
    The name of the form a client likes best.

    Raises:
        NotOffered: it accepts none.
    """
    offers = list(FORMS.values())
    chosen = preferred(accept, offers)
    if chosen is None:
        raise NotOffered(f"{accept!r} is not offered; ask for one of {', '.join(offers)}")
    return next(name for name, media_type in FORMS.items() if media_type == chosen)
