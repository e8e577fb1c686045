"""
Questions in plain English, for programs (`POST /ask`) and for people (`/`).
"""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from api.asking import Told
from api.models import AskRequest, AskResponse, EvidenceOut
from api.parameters import AsOf, PagesDep, ServiceDep, given
from api.service import Service

router = APIRouter(tags=["ask"])

SHOWN_EVIDENCE: Final = 12
EXAMPLES: Final = (
    "When is the US-EU memorandum due, and is it signed?",
    "Which agreements cover gallium?",
    "Who are the parties of the Minerals Security Partnership?",
    "Which promises are overdue?",
    "How many agreements did Japan sign?",
    "What share of gallium refining does China have?",
)
OUTCOMES: Final = {
    "answered": "Answered",
    "none": "Nothing found",
    "not_covered": "Not covered by the texts read",
    "contested": "Contested",
    "ambiguous": "Which do you mean?",
    "not_understood": "Not understood",
}


@router.post("/ask", summary="Ask in plain English")
def ask(asked: AskRequest, service: ServiceDep) -> AskResponse:
    """
    Every outcome, also not understanding, is an answer with status 200.
    """
    return response_of(service.ask(asked.question, asked.as_of, asked.reading))


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def home(
    service: ServiceDep,
    pages: PagesDep,
    q: Annotated[str, Query(max_length=1000)] = "",
    as_of: AsOf = None,
    reading: Annotated[int | None, BeforeValidator(given), Query(ge=1)] = None,
) -> HTMLResponse:
    """
    The question box, and below it the answer.
    """
    told = response_of(service.ask(q, as_of, reading)) if q.strip() else None
    page = pages.render(
        "home.html",
        here="/",
        question=q,
        as_of=as_of,
        answer=told,
        outcome_words=OUTCOMES,
        examples=[each for each in EXAMPLES if each != q],
        shown_evidence=SHOWN_EVIDENCE,
        counts=None if told else counts_of(service),
        data_version=told.data_version if told else "",
    )
    return HTMLResponse(page)


@router.get("/api", response_class=HTMLResponse, include_in_schema=False)
def api_page(request: Request, pages: PagesDep) -> HTMLResponse:
    """
    Every operation with its summary.
    """
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    operations = [(path, method.upper(), each) for path, found in paths.items() for method, each in found.items()]
    return HTMLResponse(pages.render("api.html", here="/api", operations=operations, base=str(request.base_url)))


def response_of(told: Told) -> AskResponse:
    """
    An answer as it goes out: what the command prints, with more about each sentence.
    """
    evidence = [EvidenceOut.model_validate(each) for each in told.evidence]
    dissent = [EvidenceOut.model_validate(each) for each in told.dissent]
    return AskResponse.model_validate({**told.as_json(), "evidence": evidence, "dissent": dissent})


def counts_of(service: Service) -> dict[str, int]:
    """
    How much has been read.
    """
    view = service.indexed(None).view
    return {
        "document": len(view.documents),
        "claim": len(view.claims),
        "agreement": len(service.indexed(None).facts.members("Agreement")),
    }
