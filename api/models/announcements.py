"""
Announcements as they go out.
"""

from typing import Annotated

from pydantic import Field

from api.models.parts import FromParts, ThingOut


class AnnouncementOut(FromParts):
    """
    A text as it was published, its copies counted once.
    """

    document: Annotated[str, Field(examples=["5b1f0e7a9c3d2e4f6a8b"])]
    title: Annotated[str, Field(examples=["US and EU sign minerals memorandum"])]
    published: Annotated[str, Field(examples=["2026-04-24"])]
    publishers: Annotated[list[str], Field(examples=[["Ledgerwire"]])]
    copies: Annotated[int, Field(examples=[1])]
    claims: Annotated[int, Field(examples=[12])]
    agreements: list[ThingOut]
    written_for_project: Annotated[bool, Field(examples=[True])]
