"""
Questions in plain English, for programs (`POST /ask`) and for people (`/`).
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BeforeValidator

from api.conversations import new_id
from api.models.asking import AskRequest, AskResponse
from api.models.parts import EvidenceOut
from api.parameters import AsOf, PagesDep, ServiceDep, TimesDep, given, in_utc
from api.service import Service
from api.web.pages import link_to
from kg.axes import Axes
from ontology.namespaces import BASE

router = APIRouter(tags=["ask"])

SHOWN_EVIDENCE: Final = 12
EXAMPLES: Final = (
    "When is the US-EU memorandum due, and is it signed?",
    "Which agreements cover lithium?",
    "Which body replaced the Minerals Security Partnership?",
    "Which promises are overdue?",
    "How many agreements did Japan sign?",
    "What share of gallium refining does China have?",
    "Why did Lynas give up its Texas plant?",
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
    return ask_in(service, asked.question, past_of(asked), asked.reading, asked.conversation)


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def home(  # noqa: PLR0917 - one parameter a query field
    service: ServiceDep,
    pages: PagesDep,
    times: TimesDep,
    q: Annotated[str, Query(max_length=1000)] = "",
    as_of: AsOf = None,
    reading: Annotated[int | None, BeforeValidator(given), Query(ge=1)] = None,
    conversation: Annotated[str | None, BeforeValidator(given), Query(max_length=64)] = None,
) -> HTMLResponse:
    """
    The question box, and below it the answer.
    """
    told = ask_in(service, q, times, reading, conversation) if q.strip() else None
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
        reading=reading,
        accepted=service.questions.wordings.held(q, times.recorded) if told and told.accepted else None,
    )
    return HTMLResponse(page)


@router.get("/api", response_class=HTMLResponse, include_in_schema=False)
def api_page(request: Request, pages: PagesDep) -> HTMLResponse:
    """
    Every operation with its summary.
    """
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    operations = [(path, method.upper(), each) for path, found in paths.items() for method, each in found.items()]
    return HTMLResponse(
        pages.render("api.html", here="/api", operations=operations, base=str(request.base_url), iris=BASE)
    )


def past_of(asked: AskRequest) -> Axes:
    """
    Which past a question is asked of.
    """
    return Axes(asked.as_of, asked.on, in_utc(asked.recorded_as_of))


def ask_in(service: Service, question: str, past: Axes, reading: int | None, conversation: str | None) -> AskResponse:
    """
    An answer as it goes out: what the command prints, with more about each sentence, and the conversation it opened.
    """
    conversation = conversation or new_id()
    talk = service.questions.conversations.talk(conversation)
    told = service.ask(question, past, reading, talk)
    evidence = [EvidenceOut.model_validate(each) for each in told.evidence]
    dissent = [EvidenceOut.model_validate(each) for each in told.dissent]
    more = {"evidence": evidence, "dissent": dissent, "conversation": conversation, "asked": talk.asked}
    more |= {"chosen_by": told.chosen_by, "coverage": told.coverage}
    number = service.questions.number_of(told.accepted.reading, question, past) if told.accepted else reading
    more |= {
        "accepted": told.accepted.id if told.accepted else "",
        "permalink": permalink(service, talk.asked, past, number),
    }
    return AskResponse.model_validate({**told.as_json(), **more})


def permalink(service: Service, question: str, past: Axes, reading: int | None) -> str:
    """
    The address that asks a question again of what was written down by now, judged on today, in the same reading.
    """
    recorded = past.recorded or service.ledger.last_recorded
    day = past.judged or datetime.now(UTC).date()
    known = past.known.isoformat() if past.known else None
    times = {"as_of": known, "on": day.isoformat(), "recorded_as_of": recorded.isoformat()}
    return link_to("/", q=question, reading=reading, **times)


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
