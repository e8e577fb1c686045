"""
Changes as the feed tells them.
"""

from typing import Annotated

from pydantic import BaseModel, Field

from api.models.parts import EvidenceOut, FromParts


class ChangeOut(FromParts):
    """
    One change, with the sentences that bear it.
    """

    position: Annotated[int, Field(description="Its place in the feed: a stable cursor.", examples=[1042])]
    recorded: Annotated[str, Field(examples=["2026-04-24T18:02:11.000000+00:00"])]
    kind: Annotated[str, Field(description="world, source, pipeline or review.", examples=["world"])]
    verb: Annotated[str, Field(description="added, changed or withdrawn.", examples=["changed"])]
    noun: Annotated[
        str, Field(description="document, entity, claim, judgement or assessment.", examples=["assessment"])
    ]
    target: Annotated[str, Field(description="What it is about.", examples=["agreement:us-eu-mou status"])]
    title: Annotated[str, Field(examples=["US-EU MOU, status: committed → signed"])]
    path: Annotated[str, Field(description="Its page on this host.", examples=["/entities/agreement:us-eu-mou"])]
    document: Annotated[str, Field(description="Document concerned, or empty.", examples=["5b1f0e7a9c3d2e4f6a8b"])]
    before: Annotated[dict[str, str], Field(description="Value to standing.", examples=[{"committed": "supported"}])]
    now: Annotated[dict[str, str], Field(description="Value to standing.", examples=[{"signed": "supported"}])]
    rule: Annotated[str, Field(description="Rule and version, for an assessment.", examples=["status@2"])]
    evidence: list[EvidenceOut]


class ChangesOut(BaseModel):
    """
    Changes after a cursor, oldest first.
    """

    items: list[ChangeOut]
    next: Annotated[int, Field(description="Send it as `since` to go on; nothing is lost or doubled.", examples=[1042])]
    more: Annotated[bool, Field(description="Whether there is more already.", examples=[False])]
