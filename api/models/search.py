"""
What a search came to, as it goes out.
"""

from typing import Annotated

from pydantic import BaseModel, Field

from api.models.announcements import TextOut
from api.models.parts import FromParts, ThingOut


class PassageOut(FromParts):
    """
    A passage that fits a search; offsets are code points of the document's text.
    """

    document: Annotated[str, Field(validation_alias="document_id", examples=["5b1f0e7a9c3d2e4f6a8b"])]
    version: Annotated[int, Field(examples=[1])]
    title: Annotated[str, Field(examples=["US and EU sign minerals memorandum"])]
    publisher: Annotated[str, Field(examples=["Ledgerwire"])]
    published: Annotated[str | None, Field(examples=["2026-04-24"])]
    text: Annotated[str, Field(examples=["The partners looked at price floors for gallium."])]
    start: Annotated[int, Field(examples=[120])]
    end: Annotated[int, Field(examples=[212])]
    snippet: Annotated[
        tuple[int, int], Field(description="The part to show where there is little room.", examples=[[120, 212]])
    ]
    highlights: Annotated[
        list[tuple[int, int]], Field(description="Where the words asked for stand.", examples=[[[144, 149]]])
    ]
    entities: Annotated[list[str], Field(description="Whom it names, by id.", examples=[["mineral:gallium"]])]
    score: Annotated[
        float, Field(description="Fused rank; higher is nearer; compare within one answer.", examples=[0.031])
    ]
    keyword_rank: Annotated[int | None, Field(description="Place by its words.", examples=[1])]
    vector_rank: Annotated[int | None, Field(description="Place by its meaning.", examples=[3])]
    written_for_project: Annotated[bool, Field(examples=[True])]


class ThingHitOut(FromParts):
    """
    An entity or agreement that fits, by its name or by the passages that name it.
    """

    id: Annotated[str, Field(examples=["agreement:us-eu-mou"])]
    label: Annotated[str, Field(examples=["EU-US Critical Minerals Memorandum of Understanding"])]
    kinds: list[ThingOut]
    statuses: Annotated[list[str], Field(examples=[["signed"]])]
    passages: Annotated[int, Field(description="Passages that name it, whatever they say.", examples=[12])]
    score: Annotated[float, Field(examples=[0.031])]


class AnnouncementHitOut(FromParts):
    """
    An announcement with its passage that fits best.
    """

    announcement: TextOut
    passage: PassageOut
    score: Annotated[float, Field(examples=[0.031])]


class FacetValueOut(FromParts):
    """
    A way to narrow further.
    """

    value: Annotated[str, Field(description="What to send.", examples=["mineral:gallium"])]
    label: Annotated[str, Field(examples=["Gallium"])]
    count: Annotated[int, Field(description="Passages holding the words that it leaves.", examples=[12])]


class CorrectionOut(BaseModel):
    """
    A word that stands nowhere.
    """

    typed: Annotated[str, Field(examples=["galium"])]
    read_as: Annotated[str, Field(examples=["gallium"])]


class SearchOut(BaseModel):
    """
    Everything that fits, each list best first.
    """

    total: Annotated[
        int, Field(description="Passages that hold the words; some near by meaning alone come on top.", examples=[37])
    ]
    passages: list[PassageOut]
    agreements: list[ThingHitOut]
    entities: list[ThingHitOut]
    announcements: list[AnnouncementHitOut]
    facets: Annotated[
        dict[str, list[FacetValueOut]],
        Field(
            description="`mineral`, `kind`, `status`, `entity`, `publisher`, `month`: the most frequent values first.",
            examples=[{"status": [{"value": "signed", "label": "signed", "count": 12}]}],
        ),
    ]
    ways: Annotated[list[str], Field(description="How it was searched.", examples=[["keyword", "vector"]])]
    corrections: list[CorrectionOut]
