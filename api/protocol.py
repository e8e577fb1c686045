"""
SPARQL 1.1 Protocol: what a request asks for, told from its method, its type, its fields and its body.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, TypeVar
from urllib.parse import parse_qs

from fastapi import Request
from pydantic import TypeAdapter, ValidationError

from api.errors import BadParameter, BodyTooLarge, UnreadableBody, UnsupportedBody
from kg.axes import NOW, Axes
from kg.sparql.formats import GRAPH_FORMATS, ROW_FORMATS

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
FORMATS: Final = tuple(dict.fromkeys(each.name for each in (*ROW_FORMATS, *GRAPH_FORMATS)))
Value = TypeVar("Value")
DAY: Final[TypeAdapter[date]] = TypeAdapter(date)
MOMENT: Final[TypeAdapter[datetime]] = TypeAdapter(datetime)
MOST_FIELDS: Final = 200


@dataclass(frozen=True, slots=True)
class QueryOperation:
    """
    A query as the protocol carries it.

    Attributes:
        accept: the Accept header, or the name of a format.
        default_graphs: graphs to query instead of the default graph; none: the dataset as it is.
    """

    sparql: str
    accept: str
    as_of: Axes = NOW
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UpdateOperation:
    """
    An update as the protocol carries it.

    Attributes:
        default_graphs: `using-graph-uri`.
        named_graphs: `using-named-graph-uri`.
    """

    sparql: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


Fields = dict[str, list[str]]


def asked(request: Request) -> Fields:
    """
    The fields of the address.
    """
    return fields_of(request.url.query.encode())


async def posted(request: Request, max_characters: int) -> QueryOperation | UpdateOperation:
    """
    What a POST asks for.

    Raises:
        UnsupportedBody: another type, or another charset than UTF-8.
        UnreadableBody: it is not UTF-8.
        BadParameter: no operation, or more than one.
        BodyTooLarge: the text is longer than allowed.
    """
    media_type = utf8_type(request)
    body, fields = await request.body(), asked(request)
    accept = request.headers.get("accept", "")
    if media_type == FORM:
        return operation_of(merged(fields, fields_of(body)), accept, max_characters)
    if media_type not in {QUERY, UPDATE}:
        told = repr(media_type) if media_type else "a body without a content type"
        raise UnsupportedBody(f"{told} carries no operation; send {QUERY}, {UPDATE} or {FORM}")
    name = "query" if media_type == QUERY else "update"
    if {"query", "update"} & fields.keys():
        raise BadParameter("an operation stands in the address and in the body; send it once")
    return operation_of({**fields, name: [utf8(body)]}, accept, max_characters)


def utf8_type(request: Request) -> str:
    """
    The media type of the body.

    Raises:
        UnsupportedBody: its charset is another than UTF-8.
    """
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.partition("charset=")[2].strip(' "').lower() or "utf-8"
    if charset.replace("-", "") != "utf8":
        raise UnsupportedBody(f"charset {charset!r} is not read here; send UTF-8")
    return media_type.strip().lower()


def fields_of(encoded: bytes) -> Fields:
    """
    The fields of an address or a form.

    Raises:
        UnreadableBody: they are not UTF-8.
    """
    try:
        return parse_qs(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise UnreadableBody(f"the fields are not percent-encoded UTF-8 ({error})") from error


def merged(first: Fields, second: Fields) -> Fields:
    """
    All values of both.
    """
    return {name: [*first.get(name, ()), *second.get(name, ())] for name in {**first, **second}}


def utf8(body: bytes) -> str:
    """
    A body as text.

    Raises:
        UnreadableBody: it is not UTF-8.
    """
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UnreadableBody(f"byte {error.start} of the body is not UTF-8") from error


def operation_of(fields: Fields, accept: str, max_characters: int) -> QueryOperation | UpdateOperation:
    """
    The one operation among the fields.

    Raises:
        BadParameter: none or several, or a day that is none.
        BodyTooLarge: its text is longer than allowed.
    """
    texts = [(name, text) for name in ("query", "update") for text in fields.get(name, ())]
    if len(texts) != 1:
        raise BadParameter(f"{len(texts)} operations are given; send exactly one as 'query' or 'update'")
    ((name, text),) = texts
    if len(text) > max_characters:
        raise BodyTooLarge(f"the {name} has {len(text):,} characters; at most {max_characters:,} are read")
    if name == "update":
        return UpdateOperation(
            text, tuple(fields.get("using-graph-uri", ())), tuple(fields.get("using-named-graph-uri", ()))
        )
    named = next(iter(fields.get("format", [])), "")
    if named and named not in FORMATS:
        raise BadParameter(f"format {named!r} is unknown; choose one of {', '.join(FORMATS)}")
    return QueryOperation(
        text,
        named or accept,
        axes_of(fields),
        tuple(fields.get("default-graph-uri", ())),
        tuple(fields.get("named-graph-uri", ())),
    )


def axes_of(fields: Fields) -> Axes:
    """
    The past that `as_of`, `on` and `recorded_as_of` name; now where all are empty.

    Raises:
        BadParameter: one of them is no day, or no time.
    """
    recorded = read_field(fields, "recorded_as_of", MOMENT, "2026-03-10T12:00:00Z")
    moment = recorded.replace(tzinfo=recorded.tzinfo or UTC) if recorded else None
    return Axes(read_field(fields, "as_of", DAY, "2026-03-10"), read_field(fields, "on", DAY, "2026-03-10"), moment)


def read_field(fields: Fields, name: str, kind: TypeAdapter[Value], example: str) -> Value | None:
    """
    The value of a field; nothing where it is empty.

    Raises:
        BadParameter: it cannot be read.
    """
    text = next(iter(fields.get(name, [])), "")
    if not text:
        return None
    try:
        return kind.validate_strings(text)
    except ValidationError as error:
        raise BadParameter(f"{name} {text!r} means no time; write it as {example}") from error
