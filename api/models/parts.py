"""
What several answers hold: pages, things with a name, sentences.
"""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ontology.namespaces import entity_iri

Item = TypeVar("Item")


class FromParts(BaseModel):
    """
    A model that is filled from the dataclass of the same shape.
    """

    model_config = ConfigDict(from_attributes=True)


class Page(BaseModel, Generic[Item]):
    """
    A stretch of a list.
    """

    items: list[Item]
    total: Annotated[int, Field(description="How many there are in all.", examples=[74])]
    next: Annotated[str | None, Field(description="Cursor of the next page.", examples=["MjAyNi0wNC0yNA"])] = None


class ThingOut(FromParts):
    """
    Something with a name.
    """

    iri: Annotated[str, Field(description="Empty for a literal.", examples=[entity_iri("bloc:eu")])]
    id: Annotated[str, Field(examples=["bloc:eu"])]
    label: Annotated[str, Field(examples=["European Union"])]


class EvidenceOut(FromParts):
    """
    One sentence that speaks for or against something.
    """

    quote: Annotated[
        str, Field(examples=["The United States and the European Union signed the memorandum on 24 April."])
    ]
    document: Annotated[str, Field(description="Document id.", examples=["5b1f0e7a9c3d2e4f6a8b"])]
    url: Annotated[str, Field(examples=["https://ledgerwire.example/2026/04/24/us-eu-memorandum"])]
    publisher: Annotated[str, Field(examples=["Ledgerwire"])]
    published: Annotated[str, Field(examples=["2026-04-24"])]
    title: Annotated[str, Field(examples=["US and EU sign minerals memorandum"])]
    start: Annotated[int, Field(description="Code point of the document's text.", examples=[120])]
    end: Annotated[int, Field(description="Past the last code point.", examples=[212])]
    stance: Annotated[str, Field(description="`supports` or `dissents`.", examples=["supports"])]
    claim: Annotated[str, Field(description="Claim id.", examples=["9d2c1f0b7a6e5d4c3b2a"])]
    modality: Annotated[str, Field(examples=["asserted"])]
    speaker: Annotated[str, Field(description="Who says it; empty: the document.", examples=["European Commission"])]
    written_for_project: Annotated[
        bool, Field(description="The text retells published facts for this project.", examples=[True])
    ]
