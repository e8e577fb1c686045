"""
The data described (VoID), the queries to start with, and dated dumps to take home.
"""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from pydantic import BaseModel, Field

from api.answering import GRAPH_CONTENT, VARY, served_address
from api.dumps import FOLDER, SUMS, Dump, dumps_of, void, write_dump
from api.errors import UnknownAddress
from api.parameters import DumpFile, DumpName, ServiceDep, SettingsDep
from api.security import require_scope
from api.service import Service
from kg.sparql.examples import FILE
from kg.sparql.formats import negotiated
from kg.sparql.safety import Form

router = APIRouter(tags=["data"])

MEDIA_TYPES: Final = {".gz": "application/gzip", ".ttl": "text/turtle", ".txt": "text/plain"}
SCOPE: Final = "operate"
FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


class DumpOut(BaseModel):
    """
    One dump; what lies under its address never changes.
    """

    name: Annotated[str, Field(examples=["2026-11-25-v1043"])]
    files: Annotated[dict[str, int], Field(description="Address to bytes.", examples=[{"/dumps/x/graph.nq.gz": 91042}])]


@router.get("/dumps", summary="The dumps, newest first")
def dumps(service: ServiceDep) -> list[DumpOut]:
    """
    `POST /dumps`, or `orepact export --dump`, writes one for each version of the data.
    """
    return [dump_out(each) for each in dumps_of(service.settings.data)]


@router.post("/dumps", summary="Write a dump of the data as they stand", status_code=201)
def make_dump(request: Request, response: Response, service: ServiceDep, settings: SettingsDep) -> DumpOut:
    """
    Whole when it is answered; one of this day and version of the data is not written twice. Needs the scope `operate`.
    """
    require_scope(request, settings, SCOPE)
    written = dump_out(write_dump(service))
    response.headers["Location"] = f"/dumps/{written.name}/{SUMS}"
    return written


def dump_out(dump: Dump) -> DumpOut:
    """
    A dump as it goes out.
    """
    return DumpOut(name=dump.name, files={f"/dumps/{dump.name}/{file}": size for file, size in dump.files.items()})


@router.get("/dumps/{name}/{file}", summary="One file of a dump", response_class=FileResponse)
def dump_file(name: DumpName, file: DumpFile, service: ServiceDep) -> Response:
    """
    N-Quads, Turtle and CSV, each compressed, with checksums in `SHA256SUMS`.
    """
    known = {each.name: each.files for each in dumps_of(service.settings.data)}
    if file not in known.get(name, {}):
        raise UnknownAddress(f"there is no file {file!r} in a dump {name!r}")
    path = service.settings.data / FOLDER / name / file
    return FileResponse(path, media_type=MEDIA_TYPES.get(Path(file).suffix, "text/plain"), headers=FOREVER)


@router.get(
    "/void",
    summary="What the data hold: VoID",
    response_class=Response,
    responses={200: {"description": "The description.", "content": GRAPH_CONTENT}},
)
def described(request: Request, service: ServiceDep) -> Response:
    """
    Classes and properties with their numbers, counted in the data; dumps, endpoint, licence.
    """
    form = negotiated(Form.CONSTRUCT, request.headers.get("accept", ""))
    service.catch_up()
    latest = tuple(f"{request.base_url}dumps/{each.name}/graph.nq.gz" for each in dumps_of(service.settings.data)[:1])
    body = counted(service, service.data_version, served_address(request, service.beliefs), latest, form.name)
    return Response(body, media_type=form.media_type, headers=VARY)


@lru_cache(maxsize=16)
def counted(service: Service, version: int, endpoint: str, dumps: tuple[str, ...], syntax: str) -> bytes:
    """
    The description of one version of the data; counting is done once for each.
    """
    del version
    return void(service, endpoint, dumps, syntax)


@router.get("/.well-known/void", include_in_schema=False)
def well_known() -> Response:
    """
    Where clients look for it (VoID, section 7.2).
    """
    return RedirectResponse("/void", 303)


@router.get("/sparql/examples", summary="Queries to start with, as SHACL", response_class=Response)
def examples() -> Response:
    """
    Each a `sh:SPARQLExecutable`, complete with its prefixes.
    """
    return Response(FILE.read_bytes(), media_type="text/turtle")
