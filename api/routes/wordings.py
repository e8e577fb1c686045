"""
Settled wordings: which reading a question has from now on, for everybody who words it so.
"""

from datetime import datetime
from typing import Annotated

import anyio
from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field

from api.models.parts import FromParts
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, PagesDep, ServiceDep, SettingsDep
from api.routes.claims import SCOPE
from api.security import require_scope
from api.web.pages import link_to

router = APIRouter(tags=["ask"])

SEE_OTHER = 303
WordingId = Annotated[str, Path(max_length=64, description="Id of a wording.", examples=["4f0c2d1a9b8e7f60a1b2"])]


class WordingIn(BaseModel):
    """
    A question and the reading it shall have.
    """

    question: Annotated[str, Field(min_length=1, max_length=1000, examples=["US-EU memorandum day"])]
    reading: Annotated[int, Field(ge=1, description="Number of the reading, as an answer lists it.", examples=[2])]


class WordingOut(FromParts):
    """
    A settled wording.
    """

    id: Annotated[str, Field(examples=["4f0c2d1a9b8e7f60a1b2"])]
    question: Annotated[str, Field(examples=["US-EU memorandum day"])]
    reading: Annotated[str, Field(examples=["signing date of US-EU MOU"])]
    accepted: Annotated[datetime, Field(examples=["2026-02-04T12:00:00+00:00"])]
    accepted_by: Annotated[str, Field(examples=["ada"])]
    withdrawn: Annotated[datetime | None, Field(description="Empty while it holds.", examples=[None])]
    withdrawn_by: Annotated[str, Field(examples=[""])]


@router.get(
    "/wordings",
    summary="Settled wordings",
    response_model=list[WordingOut],
    responses={200: {"content": {HTML: {}}, "description": "Newest first, withdrawn ones among them."}},
)
def wordings(service: ServiceDep, pages: PagesDep, accept: Accept = None) -> Response | list[WordingOut]:
    """
    Who settled which question to mean what, and who took it back; a page for people.
    """
    found = service.questions.wordings.all()
    if preferred(accept, [JSON, HTML]) == HTML:
        return HTMLResponse(pages.render("wordings.html", here="/wordings", wordings=found))
    return [WordingOut.model_validate(each) for each in found]


@router.post("/wordings", summary="Settle a wording", status_code=201)
async def settle(wanted: WordingIn, request: Request, service: ServiceDep, settings: SettingsDep) -> WordingOut:
    """
    The question has this reading from now on; what settled it before is withdrawn.
    """
    by = require_scope(request, settings, SCOPE)
    made = await anyio.to_thread.run_sync(service.questions.accept_wording, wanted.question, wanted.reading, by)
    return WordingOut.model_validate(made)


@router.delete("/wordings/{wording_id}", summary="Withdraw a settled wording")
def withdraw(wording_id: WordingId, request: Request, service: ServiceDep, settings: SettingsDep) -> WordingOut:
    """
    The question is read like any other again.
    """
    by = require_scope(request, settings, SCOPE)
    return WordingOut.model_validate(service.questions.wordings.withdraw(wording_id, by))


@router.post("/wordings/form", include_in_schema=False)
def settle_by_form(
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    question: Annotated[str, Form(min_length=1, max_length=1000)],
    reading: Annotated[int, Form(ge=1)],
) -> RedirectResponse:
    """
    Settle a wording and ask it again.
    """
    service.questions.accept_wording(question, reading, require_scope(request, settings, SCOPE))
    return RedirectResponse(link_to("/", q=question), SEE_OTHER)


@router.post("/wordings/form/withdraw", include_in_schema=False)
def withdraw_by_form(
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    id: Annotated[str, Form(max_length=64)],  # noqa: A002
) -> RedirectResponse:
    """
    Withdraw a wording and show the others.
    """
    service.questions.wordings.withdraw(id, require_scope(request, settings, SCOPE))
    return RedirectResponse("/wordings", SEE_OTHER)
