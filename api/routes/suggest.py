"""
Questions to choose from while somebody types.
"""

from typing import Annotated

from fastapi import APIRouter, Query

from api.models.asking import Suggestions
from api.parameters import AsOf, ServiceDep

router = APIRouter(tags=["ask"])


@router.get("/suggest", summary="Questions that have an answer, for what is typed so far")
def suggest(
    service: ServiceDep,
    q: Annotated[str, Query(max_length=500, description="What is typed so far.", examples=["gall"])],
    limit: Annotated[int, Query(ge=1, le=20, examples=[6])] = 6,
    as_of: AsOf = None,
) -> Suggestions:
    """
    The likest first; each was asked here before it is suggested.
    """
    return Suggestions(questions=list(service.questions.suggest(q, limit, as_of)))
