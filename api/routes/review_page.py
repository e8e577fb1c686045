"""
The review queue as a page: two names with their sentences and what speaks for one, to be decided by a person.
"""

from typing import Annotated, Final, Literal

import anyio
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.listings.facts import IndexedView
from api.listings.pairs import Pair, list_pairs
from api.parameters import PagesDep, ServiceDep, SettingsDep
from api.reviewing import judge_entities, undo_pair
from api.routes.claims import SCOPE
from api.routes.review import VerdictOnPair
from api.security import require_scope
from api.web.pages import link_to
from kg.evidence import Evidence, sentence
from kg.ledger.records import Verdict

router = APIRouter(include_in_schema=False)

SHOWN: Final = 30
SENTENCES: Final = 2
SEE_OTHER: Final = 303


@router.get("/review", response_class=HTMLResponse)
def review(service: ServiceDep, pages: PagesDep, verdict: VerdictOnPair = "unsure") -> HTMLResponse:
    """
    The likeliest pairs first, each name with sentences that tell of it.
    """
    indexed = service.indexed(None)
    ledger = service.ledger
    found = list_pairs(ledger.all_judgements(), ledger.entities(), indexed.facts, service.redirects, verdict or "")
    shown = [
        (pair, sentences_of(indexed, pair.merged.id), sentences_of(indexed, pair.kept.id)) for pair in found[:SHOWN]
    ]
    return HTMLResponse(
        pages.render(
            "review.html", here="/review", pairs=shown, total=len(found), verdict=verdict or "", weights=weights
        )
    )


@router.post("/review/form")
async def decide(  # noqa: PLR0917 - one parameter a field
    request: Request,
    service: ServiceDep,
    settings: SettingsDep,
    merged: Annotated[str, Form(max_length=200)],
    kept: Annotated[str, Form(max_length=200)],
    verdict: Annotated[Literal["same", "different", "undo"], Form()],
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
    person: Annotated[str, Form(max_length=200)] = "",
) -> RedirectResponse:
    """
    Decide on two names, or take the last decision back, and show the queue again.
    """
    holder = require_scope(request, settings, SCOPE)
    told = {"person": person or holder, "reason": reason}

    def work() -> None:
        if verdict == "undo":
            undo_pair(service, merged, kept, **told)
        else:
            judge_entities(service, merged, kept, Verdict(verdict), **told)

    await anyio.to_thread.run_sync(work)
    return RedirectResponse(link_to("/review", verdict="" if verdict == "undo" else "unsure"), SEE_OTHER)


def sentences_of(indexed: IndexedView, entity_id: str) -> tuple[Evidence, ...]:
    """
    The newest sentences that tell of an entity, each once.
    """
    claims = indexed.claims_about.get(entity_id, [])
    each_once = {(each.document_id, each.claim.quote): each for each in reversed(claims)}
    return tuple(sentence(each, "supports") for each in list(each_once.values())[::-1][:SENTENCES])


def weights(pair: Pair) -> list[tuple[str, float, float]]:
    """
    What the resolver went by: the reason, its weight, and the width of its bar of a hundred.
    """
    most = max((abs(each.weight) for each in pair.evidence), default=1.0) or 1.0
    return [(each.feature, each.weight, round(abs(each.weight) / most * 100, 1)) for each in pair.evidence]
