"""
One box for passages, agreements, entities and announcements.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from api.models.search import CorrectionOut, SearchOut
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, AsOf, PagesDep, PublishedFrom, PublishedTo, ServiceDep, Wished, wanted_text
from api.searching import Searched, Wanted
from api.web.searches import search_page

router = APIRouter(tags=["search"])


async def wanted_of(  # noqa: PLR0917 - one parameter a query field
    q: Annotated[
        str,
        Query(max_length=500, description="Words, a “phrase” in quotes, a begin*, a sentence.", examples=["price"]),
    ] = "",
    entity: Annotated[
        list[str] | None,
        Query(max_length=8, description="Name or id of who has to be named; may be repeated.", examples=[["Japan"]]),
    ] = None,
    mineral: Annotated[
        list[str] | None,
        Query(max_length=8, description="The same for minerals; may be repeated.", examples=[["gallium"]]),
    ] = None,
    kind: Annotated[Wished, wanted_text("Class of a thing named.", "MemorandumOfUnderstanding")] = None,
    status: Annotated[Wished, wanted_text("Status code of an agreement named.", "signed")] = None,
    publisher: Annotated[Wished, wanted_text("Who printed it.", "Ledgerwire")] = None,
    published_from: PublishedFrom = None,
    published_to: PublishedTo = None,
    as_of: AsOf = None,
) -> Wanted:
    """
    What is looked for, from the fields of the address.
    """
    return Wanted(
        q,
        tuple(name for name in entity or () if name.strip()),
        tuple(name for name in mineral or () if name.strip()),
        kind or "",
        status or "",
        publisher or "",
        published_from,
        published_to,
        as_of,
    )


@router.get("/search", summary="Everything by words and by meaning, with filters", response_model=SearchOut)
def search(  # noqa: PLR0917 - one parameter a query field
    request: Request,
    service: ServiceDep,
    pages: PagesDep,
    wanted: Annotated[Wanted, Depends(wanted_of)],
    limit: Annotated[int, Query(ge=1, le=100, description="At most so many of each noun.", examples=[20])] = 20,
    accept: Accept = None,
) -> Any:
    """
    Keyword and vector ranks, fused; facets count the passages that hold the words.
    """
    found = service.search(wanted, limit)
    if preferred(accept, [JSON, HTML]) == JSON:
        return search_out(found)
    return HTMLResponse(search_page(pages, service.day(wanted.as_of).things, wanted, found, request.query_params))


def search_out(found: Searched) -> SearchOut:
    """
    A search as it goes out.
    """
    return SearchOut.model_validate(
        {
            "total": found.total,
            "passages": found.passages,
            "agreements": found.agreements,
            "entities": found.entities,
            "announcements": found.announcements,
            "facets": found.facets,
            "ways": found.ways,
            "corrections": [CorrectionOut(typed=typed, read_as=read) for typed, read in found.corrections],
        }
    )
