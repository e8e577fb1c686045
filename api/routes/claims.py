"""
Claims and what people decide about them: judgements, contests, and entities that are the same or not.
"""

from datetime import datetime
from typing import Annotated

import anyio
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.models.documents import ClaimOut, RecordedOut
from api.models.parts import FromParts
from api.negotiation import JSON, preferred
from api.parameters import Accept, ClaimId, EntityId, PagesDep, ServiceDep, SettingsDep
from api.reviewing import claim_at, contest, judge_claim, judge_entities
from api.routes.documents import claim_out, recorded_out
from api.routes.terms import FORMS, RESPONSES, Form, described_claim
from api.security import require_scope
from kg.ledger.records import Judgement, Verdict

router = APIRouter(tags=["claims"])
SCOPE = "review"
Reason = Annotated[str, Field(min_length=1, max_length=2000, examples=["The text says 28 October, not 27."])]
Person = Annotated[
    str, Field(max_length=200, description="Who decides; else the name of the key.", examples=["Ada Lovelace"])
]


class JudgementIn(BaseModel):
    """
    A verdict on a claim.
    """

    verdict: Annotated[Verdict, Field(description="accept, reject or correct.", examples=["reject"])]
    reason: Reason
    person: Person = ""
    correction: Annotated[
        dict[str, str],
        Field(
            description="For `correct`: subject, relation, object, modality, date or speaker.",
            examples=[{"object": "2025-10-28"}],
        ),
    ] = {}


class EntityJudgementIn(BaseModel):
    """
    Whether an entity is the same as another.
    """

    verdict: Annotated[Verdict, Field(description="same, different or unsure.", examples=["same"])]
    other: Annotated[str, Field(description="Id of the entity that stays.", examples=["agreement:us-eu-mou"])]
    reason: Reason
    person: Person = ""


class ContestIn(BaseModel):
    """
    Why a claim is wrong.
    """

    text: Annotated[str, Field(min_length=1, max_length=20_000, examples=["We signed on 28 October, Tokyo time."])]
    person: Annotated[str, Field(min_length=1, max_length=200, examples=["Ministry of Economy, Tokyo"])]
    url: Annotated[str, Field(description="Where this is said.", examples=["https://ministry.example/note"])] = ""
    instead: Annotated[str, Field(description="The object that is right.", examples=["2025-10-28"])] = ""


class JudgementOut(FromParts):
    """
    A verdict as it is kept.
    """

    target: Annotated[str, Field(examples=["9d2c1f0b7a6e5d4c3b2a"])]
    verdict: Annotated[str, Field(examples=["reject"])]
    person: Annotated[str, Field(examples=["Ada Lovelace"])]
    reason: Annotated[str, Field(examples=["The text says 28 October, not 27."])]
    recorded: Annotated[datetime, Field(examples=["2026-02-04T12:00:00+00:00"])]
    position: Annotated[int, Field(examples=[1042])]
    correction: Annotated[dict[str, str], Field(examples=[{"object": "2025-10-28"}])]


class ClaimDetails(ClaimOut):
    """
    A claim with its document and every verdict on it.
    """

    document: Annotated[str, Field(examples=["5b1f0e7a9c3d2e4f6a8b"])]
    judgements: list[JudgementOut]


@router.get(
    "/claims/{claim_id}", summary="One claim with every verdict on it", response_model=ClaimDetails, responses=RESPONSES
)
def claim(
    claim_id: ClaimId,
    service: ServiceDep,
    pages: PagesDep,
    format: Form = None,  # noqa: A002 - the name of the parameter
    accept: Accept = None,
) -> ClaimDetails | Response:
    """
    As it was read; a correction stands among the verdicts. In other forms, as the graph has it.
    """
    if format or preferred(accept, [JSON, *FORMS.values()]) != JSON:
        return described_claim(service, pages, claim_id, format, accept)
    stored = claim_at(service, claim_id)
    told = claim_out(service.indexed(None).facts, stored).model_dump()
    judgements = [JudgementOut.model_validate(each) for each in service.ledger.judgements(claim_id)]
    return ClaimDetails(**told, document=stored.document_id, judgements=judgements)


@router.post("/claims/{claim_id}/judgements", summary="Accept, reject or correct a claim", status_code=201)
async def judge(
    claim_id: ClaimId, wanted: JudgementIn, request: Request, service: ServiceDep, settings: SettingsDep
) -> JudgementOut:
    """
    The latest verdict holds; what is believed has followed when this answers.
    """
    holder = require_scope(request, settings, SCOPE)
    person = wanted.person or holder

    def work() -> Judgement:
        told = {"person": person, "reason": wanted.reason}
        return judge_claim(service, claim_id, wanted.verdict, **told, correction=wanted.correction)

    judgement = await anyio.to_thread.run_sync(work)
    return JudgementOut.model_validate(judgement)


@router.post("/claims/{claim_id}/contests", summary="Say from outside that a claim is wrong", status_code=201)
async def contest_claim(
    claim_id: ClaimId, wanted: ContestIn, request: Request, service: ServiceDep, settings: SettingsDep
) -> RecordedOut:
    """
    Kept as a document with a claim of its own, which the rules of belief weigh like any other.
    """
    require_scope(request, settings, "write")
    recorded = await anyio.to_thread.run_sync(lambda: contest(service, claim_id, **wanted.model_dump()))
    return recorded_out(service, recorded)


@router.post("/entities/{entity_id}/judgements", summary="Say that two entities are the same, or not", status_code=201)
async def judge_entity(
    entity_id: EntityId, wanted: EntityJudgementIn, request: Request, service: ServiceDep, settings: SettingsDep
) -> JudgementOut:
    """
    `same` lets this entity give way to the other, and its address lead there; `different` undoes it.
    """
    holder = require_scope(request, settings, SCOPE)
    person = wanted.person or holder

    def work() -> Judgement:
        told = {"person": person, "reason": wanted.reason}
        return judge_entities(service, entity_id, wanted.other, wanted.verdict, **told)

    judgement = await anyio.to_thread.run_sync(work)
    return JudgementOut.model_validate(judgement)
