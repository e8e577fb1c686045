"""
The review queue: pairs of names that may be one, to be decided, and any decision taken back.
"""

from datetime import datetime
from typing import Annotated, Literal

import anyio
from fastapi import APIRouter, Request
from pydantic import BaseModel, BeforeValidator, Field

from api.listings.pairs import list_pairs
from api.models.parts import FromParts, Page, ThingOut
from api.paging import page_of
from api.parameters import Cursor, Limit, ServiceDep, SettingsDep, given
from api.reviewing import undo_pair
from api.routes.claims import SCOPE, JudgementOut, Person, Reason
from api.security import require_scope

router = APIRouter(tags=["review"])

VerdictOnPair = Annotated[
    Literal["unsure", "same", "different"] | None,
    BeforeValidator(given),
    Field(description="Only pairs of which this holds; the queue is `unsure`.", examples=["unsure"]),
]


class FeatureOut(FromParts):
    """
    One thing that speaks for two names being one, or against it.
    """

    feature: Annotated[str, Field(examples=["names one letter apart"])]
    weight: Annotated[float, Field(description="As log odds.", examples=[4.5])]


class PairOut(FromParts):
    """
    Two names and whether they are one.
    """

    merged: Annotated[ThingOut, Field(description="The one that gives way, or would.")]
    kept: ThingOut
    verdict: Annotated[str, Field(examples=["unsure"])]
    by: Annotated[str, Field(description="Who decided.", examples=["resolver@1"])]
    is_decided: Annotated[bool, Field(description="True where a person has.", examples=[False])]
    reason: Annotated[str, Field(examples=["names one letter apart +4.5; few names are one -4.0"])]
    score: Annotated[float | None, Field(description="That they are one, by the resolver.", examples=[0.62])]
    evidence: list[FeatureOut]
    stands: Annotated[str, Field(description="Id both lead to; empty: two.", examples=["facility:x5f0e7a9c3d2e"])]
    recorded: Annotated[datetime, Field(examples=["2026-02-04T12:00:00+00:00"])]
    position: Annotated[int, Field(examples=[1042])]


class UndoIn(BaseModel):
    """
    Which decision is taken back.
    """

    merged: Annotated[str, Field(examples=["facility:x5f0e7a9c3d2e"])]
    kept: Annotated[str, Field(examples=["facility:x0c3d2e5f0e7a"])]
    reason: Reason
    person: Person = ""


@router.get("/review/pairs", summary="Names that may be one")
def pairs(
    service: ServiceDep, verdict: VerdictOnPair = "unsure", cursor: Cursor = None, limit: Limit = 200
) -> Page[PairOut]:
    """
    The likeliest first, each with what the resolver went by; decided by `POST /entities/{id}/judgements`.
    """
    ledger = service.ledger
    facts = service.indexed(None).facts
    found = list_pairs(ledger.all_judgements(), ledger.entities(), facts, service.redirects, verdict or "")
    chosen, following = page_of(found, lambda each: (f"{each.score or 0:.6f}", f"{each.position:012}"), cursor, limit)
    return Page(items=[PairOut.model_validate(each) for each in chosen], total=len(found), next=following)


@router.post("/review/undo", summary="Take back the last decision on two names", status_code=201)
async def undo(wanted: UndoIn, request: Request, service: ServiceDep, settings: SettingsDep) -> JudgementOut:
    """
    What held before holds again; where nothing did, the pair is unsure and waits in the queue.
    """
    holder = require_scope(request, settings, SCOPE)
    person = wanted.person or holder
    told = {"person": person, "reason": wanted.reason}
    judgement = await anyio.to_thread.run_sync(lambda: undo_pair(service, wanted.merged, wanted.kept, **told))
    return JudgementOut.model_validate(judgement)
