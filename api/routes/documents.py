"""
Documents: handing one in, and showing one with its claims.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, Final

import anyio
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import ValidationError

from api.errors import GoneAddress, UnknownAddress, UnreadableBody, UnsupportedBody
from api.listings.documents import anchors_of, pieces_of
from api.listings.facts import Facts, Thing
from api.models.documents import ClaimOut, DocumentIn, DocumentOut, RecordedOut
from api.models.parts import ThingOut
from api.negotiation import HTML, JSON, preferred
from api.parameters import Accept, DocumentId, PagesDep, ServiceDep, SettingsDep
from api.security import require_scope
from api.service import Service
from ingest.reading import read
from ingest.source import Source
from kg.ledger.records import StoredClaim, StoredDocument, Verb
from kg.text import Document
from ontology.namespaces import ONTOLOGY

router = APIRouter(tags=["documents"])

BODIES: Final = (
    "text/plain",
    "text/markdown",
    "text/html",
    "application/xhtml+xml",
    "application/pdf",
    "application/x-ndjson",
    "application/jsonl",
)
BODY_DESCRIPTION: Final = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": {"$ref": "#/components/schemas/DocumentIn"}},
            **{
                media: {
                    "schema": {"type": "string", "format": "binary"},
                    "example": "title: …\npublished: 2026-04-24\n\n…",
                }
                for media in BODIES
            },
        },
    }
}


@router.post(
    "/documents",
    summary="Read a document, or several, into the ledger",
    status_code=201,
    openapi_extra=BODY_DESCRIPTION,
    responses={200: {"model": list[RecordedOut], "description": "Nothing of it is new."}},
)
async def add_documents(
    request: Request,
    response: Response,
    service: ServiceDep,
    settings: SettingsDep,
    published: Annotated[
        str | None, Query(description="Date of publication of a body that gives none.", examples=["2026-04-24"])
    ] = None,
) -> list[RecordedOut]:
    """
    JSON with `text` or `url`, or the document itself as the body. What is recorded is on the disk when this answers.
    """
    require_scope(request, settings, "write")
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await request.body()

    def work() -> list[RecordedOut]:
        documents = handed_in(body, media_type, published, service)
        return [recorded_out(service, each) for each in service.ingest(documents)]

    recorded = await anyio.to_thread.run_sync(work)
    if not any(each.outcome in {"new", "edited"} for each in recorded):
        response.status_code = 200
    return recorded


@router.get("/documents/{document_id}", summary="One document with its claims")
def document(
    document_id: DocumentId,
    service: ServiceDep,
    pages: PagesDep,
    version: Annotated[int | None, Query(ge=1, description="An earlier version.", examples=[1])] = None,
    accept: Accept = None,
) -> DocumentOut:
    """
    The kept text; offsets of claims are code points into it.
    """
    stored = service.ledger.document(document_id, version)
    if stored is None:
        raise UnknownAddress(f"no document {document_id!r} is kept" + (f" in version {version}" if version else ""))
    if stored.gone and version is None:
        raise GoneAddress(f"{document_id!r} was taken down: {reason_of(service, document_id)}")
    indexed = service.indexed(None)
    current = service.ledger.document(document_id)
    claims = indexed.claims_in.get(document_id, []) if current and current.version == stored.version else []
    shown = [claim_out(indexed.facts, each) for each in claims]
    if preferred(accept, [JSON, HTML]) == JSON:
        return document_out(stored, shown)
    pieces = pieces_of(stored.document.text, claims)
    anchors = anchors_of(pieces)
    page = pages.render(
        "document.html",
        document=document_out(stored, shown),
        pieces=pieces,
        claims=[each.model_dump() | {"anchor": anchors.get(each.id, each.id)} for each in shown],
    )
    return HTMLResponse(page)  # type: ignore[return-value]


def reason_of(service: Service, document_id: str) -> str:
    """
    Why a document was taken down, and when we wrote that down.
    """
    told = [change for change in service.ledger.history(document_id) if change.verb is Verb.WITHDRAWN]
    return f"{told[-1].summary.get('reason', '')} ({told[-1].recorded.date()})" if told else "no reason is kept"


def handed_in(body: bytes, media_type: str, published: str | None, service: Service) -> tuple[Document, ...]:
    """
    The documents of a request body.

    Raises:
        UnsupportedBody: no reader takes this content type.
        UnreadableBody: JSON that is no `DocumentIn`.
        UnreadableSource: the document itself cannot be read.
    """
    limit = service.settings.max_body_bytes
    if media_type == JSON:
        try:
            wanted = DocumentIn.model_validate_json(body)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "the body"
            raise UnreadableBody(f"{place}: {first['msg']}") from error
        return asked_for(wanted, service)
    if media_type and media_type not in BODIES:
        raise UnsupportedBody(f"{media_type!r} is not read here; send one of {JSON}, {', '.join(BODIES)}")
    source = Source(body, "request body", media_type, published=published, retrieved=datetime.now(UTC))
    return read(source, limit)


def asked_for(wanted: DocumentIn, service: Service) -> tuple[Document, ...]:
    """
    The documents of a JSON body: its text, or what lies at its address.

    Raises:
        UnreadableBody: neither text nor address is given.
    """
    if wanted.text is not None:
        source = Source(
            wanted.text.encode(),
            "the text given",
            "text/plain",
            wanted.url,
            wanted.published,
            retrieved=datetime.now(UTC),
        )
    elif wanted.url is not None:
        source = replace(service.fetch(wanted.url), published=wanted.published)
    else:
        raise UnreadableBody("neither 'text' nor 'url' is given; give one of them")
    documents = read(source, service.settings.max_body_bytes)
    return tuple(
        replace(each, title=wanted.title or each.title, publisher=wanted.publisher or each.publisher)
        for each in documents
    )


def recorded_out(service: Service, recorded: Any) -> RecordedOut:
    """
    What became of one document.
    """
    stored = service.ledger.document(recorded.document_id)
    return RecordedOut(
        outcome=recorded.outcome.value,
        document=recorded.document_id,
        version=recorded.version,
        relevant=stored.relevant if stored else False,
        added=len(recorded.added),
        withdrawn=len(recorded.withdrawn),
        reason=recorded.reason,
    )


def document_out(stored: StoredDocument, claims: list[ClaimOut]) -> DocumentOut:
    """
    A document as it goes out.
    """
    document = stored.document
    return DocumentOut(
        id=stored.id,
        version=stored.version,
        url=document.url,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        manner=document.manner,
        facts=list(document.facts),
        language=document.language,
        relevant=stored.relevant,
        gone=stored.gone,
        written_for_project=document.written_for_project,
        recorded=stored.recorded.isoformat(),
        text=document.text,
        claims=claims,
    )


def claim_out(facts: Facts, stored: StoredClaim) -> ClaimOut:
    """
    A claim as it goes out, with the names of its ends.
    """
    claim = stored.claim
    return ClaimOut(
        id=stored.id,
        subject=end_of(facts, claim.subject),
        relation=facts.label(ONTOLOGY + claim.relation),
        object=end_of(facts, claim.object),
        modality=claim.modality.value,
        date=claim.date,
        qualifiers=dict(claim.qualifiers),
        speaker=claim.speaker,
        quote=claim.quote,
        start=stored.start,
        end=stored.end,
        extractor=stored.extractor,
        score=stored.score,
    )


def end_of(facts: Facts, value: str) -> ThingOut:
    """
    One end of a claim: an entity the graph knows, else a literal.
    """
    iri = facts.entity(value)
    return ThingOut.model_validate(facts.thing(iri) if iri else Thing("", value))
