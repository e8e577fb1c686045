"""
Whether the service lives (`/healthz`), and whether it can answer and how fresh it is (`/readyz`).
"""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """
    The process answers.
    """

    status: Annotated[str, Field(examples=["alive"])]


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """
    Answers as long as the process does; looks at nothing else.
    """
    return Health(status="alive")
