"""
Passages by words and by meaning.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.models import PassageOut
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, AsOf, PagesDep, ServiceDep
from kg.search.index import Found

router = APIRouter(tags=["search"])


@router.get("/search", summary="Passages by words and by meaning", response_model=list[PassageOut])
def search(  # noqa: PLR0917 - one parameter a query field
    service: ServiceDep,
    pages: PagesDep,
    q: Annotated[str, Query(max_length=500, description="Words or a sentence.", examples=["price floors"])] = "",
    as_of: AsOf = None,
    limit: Annotated[int, Query(ge=1, le=100, description="At most so many.", examples=[20])] = 20,
    accept: Accept = None,
) -> Any:
    """
    Keyword and vector ranks, fused; the best first.
    """
    passages = passages_of(service.search(q, limit, as_of)) if q.strip() else []
    if preferred(accept, [JSON, HTML]) == JSON:
        return passages
    return HTMLResponse(pages.render("search.html", here="/search", query=q, passages=passages))


def passages_of(found: Found) -> list[PassageOut]:
    """
    Passages as they go out.
    """
    return [
        PassageOut(
            document=each.document_id,
            title=each.title,
            publisher=each.publisher,
            published=each.published or "",
            text=each.text,
            start=each.start,
            end=each.end,
            score=each.score,
            written_for_project=each.written_for_project,
        )
        for each in found.passages
    ]
