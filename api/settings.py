"""
Every setting there is, in one frozen value made when the program starts; nothing is read at import.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Self, get_type_hints

from ontology.base import WRITTEN

PREFIX: Final = "OREPACT_"
MEBIBYTE: Final = 1024 * 1024


class BadSetting(ValueError):
    """
    A setting cannot be read; the message names the variable and shows an example.
    """


@dataclass(frozen=True, slots=True)
class Key:
    """
    An API key.

    Attributes:
        name: who holds it; safe to log.
        secret: what the request shows in `Authorization: Bearer …`.
        scopes: what it may do: `write` to add documents, `workspace` to write the workspace, `operate` to see and stop
            everybody's queries and to write dumps, `review` to judge claims and entities, `admin` to watch folders of
            the server and to send to webhooks.
    """

    name: str
    secret: str
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Settings:
    """
    How this deployment runs. Each field is read from `OREPACT_<FIELD>`.

    Attributes:
        data: folder that holds ledger, graph and index.
        base_iri: what every IRI of ours begins with, ending in a slash; one for a process.
        ledger_url: keep the ledger in this database, `postgresql://…`, instead of in a file of `data`.
        index_url: keep the passages to search in this database, `postgresql://…` with pgvector, instead of in `data`.
        graph_url: keep the graph on the engine that answers SPARQL 1.1 queries at this address, instead of in `data`.
        graph_update_url: where it takes SPARQL updates; empty: at the same address.
        graph_login: `user:password` for both, as Basic or Digest, whichever the engine demands.
        host: address to listen on; anything but loopback wants `keys`.
        port: 0 picks a free one.
        keys: `name:secret:scope+scope`, separated by commas; without any, writes are open to loopback only.
        max_body_bytes: largest request body, and largest text read from a file or address.
        max_query_characters: longest SPARQL query.
        query_timeout_seconds: a query still running then is killed.
        query_workers: processes that answer SPARQL.
        log_format: `text`, or `json` for one object a line with a line for each request.
        workspace: hold a second dataset that people write themselves, in `<data>/workspace`.
        max_rows: a SPARQL result with more rows is refused, never cut.
        max_result_bytes: the same for its bytes.
        query_memory_bytes: what one worker may take for itself.
        query_seconds_per_minute: time of the workers that one key, or one address without a key, may use.
        query_errors_per_minute: queries of theirs that may be refused or stopped.
        requests_per_minute: sustained rate of one address; a quarter of it may come at once.
        chooser_url: base address of an OpenAI-compatible language model that may choose among the readings of an
            ambiguous question; empty: none is asked.
        chooser_model: which model of it.
        chooser_key: what it wants as bearer token.
        chooser_timeout_seconds: how long it may take; then the question is asked back as without it.
        service_endpoints: addresses of SPARQL endpoints that queries may call by SERVICE, exactly as they call them;
            separated by commas.
        fetch_hosts: hosts of a private network, as `host` or `host:port`, that `url`, `graph_url` and
            `service_endpoints` may reach;
            separated by commas.
    """

    data: Path = Path("data")
    base_iri: str = WRITTEN
    ledger_url: str = field(default="", repr=False)
    index_url: str = field(default="", repr=False)
    graph_url: str = ""
    graph_update_url: str = ""
    graph_login: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8080
    keys: tuple[Key, ...] = ()
    max_body_bytes: int = 20 * MEBIBYTE
    max_query_characters: int = 100_000
    query_timeout_seconds: float = 10.0
    query_workers: int = 2
    log_format: str = "text"
    workspace: bool = False
    max_rows: int = 100_000
    max_result_bytes: int = 256 * MEBIBYTE
    query_memory_bytes: int = 2048 * MEBIBYTE
    query_seconds_per_minute: float = 60.0
    query_errors_per_minute: float = 120.0
    requests_per_minute: int = 1200
    chooser_url: str = ""
    chooser_model: str = ""
    chooser_key: str = ""
    chooser_timeout_seconds: float = 5.0
    service_endpoints: tuple[str, ...] = ()
    fetch_hosts: tuple[str, ...] = ()

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None, **chosen: Any) -> Self:
        """
        Settings of this process: `chosen` first, then the environment, then the defaults.

        Args:
            environment: instead of `os.environ`.
            chosen: fields given on the command line; `None` means not given.

        Raises:
            BadSetting: a variable cannot be read.

        >>> Settings.from_env({"OREPACT_PORT": "9000"}, host=None).port
        9000
        """
        environment = os.environ if environment is None else environment
        hints = get_type_hints(cls)
        found = {
            field.name: read_setting(field.name, environment[PREFIX + field.name.upper()], hints[field.name])
            for field in fields(cls)
            if environment.get(PREFIX + field.name.upper())
        }
        found |= {name: value for name, value in chosen.items() if value is not None}
        return replace(cls(), **found)


def read_setting(name: str, text: str, kind: Any) -> Any:
    """
    The value of one variable.

    Raises:
        BadSetting: the text does not fit the kind.
    """
    variable = PREFIX + name.upper()
    if name == "keys":
        return tuple(read_key(part) for part in text.split(",") if part.strip())
    if name in {"fetch_hosts", "service_endpoints"}:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if name == "log_format" and text not in {"text", "json"}:
        raise BadSetting(f"{variable}={text!r} is neither text nor json; write {variable}=json")
    if kind is bool:
        return read_switch(variable, text)
    try:
        return kind(text)
    except ValueError as error:
        raise BadSetting(f"{variable}={text!r} is no {kind.__name__}; write for example {variable}=30") from error


def read_switch(variable: str, text: str) -> bool:
    """
    On or off.

    Raises:
        BadSetting: neither.

    >>> read_switch("OREPACT_WORKSPACE", "true")
    True
    """
    switches = {"true": True, "1": True, "on": True, "false": False, "0": False, "off": False}
    if text.strip().lower() not in switches:
        raise BadSetting(f"{variable}={text!r} is neither true nor false; write {variable}=true")
    return switches[text.strip().lower()]


def read_key(text: str) -> Key:
    """
    One key of `OREPACT_KEYS`.

    Raises:
        BadSetting: it lacks a part; the secret is not repeated in the message.

    >>> sorted(read_key("desk:s3cret:write").scopes)
    ['write']
    """
    parts = text.strip().split(":")
    if len(parts) != 3 or not all(parts):  # noqa: PLR2004 - name, secret, scopes
        raise BadSetting(f"{PREFIX}KEYS: the key named {parts[0]!r} is not name:secret:scope; write desk:s3cret:write")
    name, secret, scopes = parts
    return Key(name, secret, frozenset(scopes.split("+")))
