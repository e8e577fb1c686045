"""
`orepact ask`: questions over our graph, or over any Turtle files with labels.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.table import Table

from api.asking import Told, question_words, tell
from api.cli.console import Data, Json, err, escaped, out, print_json, say_error
from api.cli.days import AsOfDay, OnDay, RecordedAsOf, read_axes
from api.conversations import Talk
from api.errors import BadParameter
from api.lazily import LazyEmbedder, load_embedder
from api.settings import Settings
from api.wiring import open_service
from kg.ask.answers import Answer, Outcome
from kg.ask.engine import Engine
from kg.axes import Axes
from kg.stores.triple_files import read_triples

Ask = Callable[[str, int | None], Told]
EVIDENCE_SHOWN = 8
ROWS_SHOWN = 40


def ask(
    question: Annotated[str | None, typer.Argument(help="A question in plain English.")] = None,
    *,
    data: Data = None,
    as_of: AsOfDay = None,
    on: OnDay = None,
    recorded_as_of: RecordedAsOf = None,
    reading: Annotated[int | None, typer.Option(min=1, help="Number of the reading chosen.")] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(help="Question asked before, which this one may lean on (“and Japan?”); may be repeated."),
    ] = None,
    questions: Annotated[Path | None, typer.Option(help='JSON list of {"id", "q"} to answer one by one.')] = None,
    graph: Annotated[list[Path] | None, typer.Option(help="Turtle file to ask instead; may be repeated.")] = None,
    sparql: Annotated[bool, typer.Option("--sparql", help="Show the query too.")] = False,
    as_json: Json = False,
) -> None:
    """
    Ask in plain English; the answer comes with its sentences.
    """
    if (question is None) == (questions is None):
        raise BadParameter("give either a question or --questions FILE, not both and not neither")
    asked = read_questions(questions) if questions else [{"q": question}]
    with asker(data, read_axes(as_of, on, recorded_as_of), graph or [], after or []) as answer:
        for each in asked:
            told = answered(answer, each, reading)
            if as_json:
                print_json(({"id": each["id"]} if "id" in each else {}) | told.as_json())
            else:
                show(told, with_sparql=sparql)


@contextmanager
def asker(data: Path | None, past: Axes, graphs: list[Path], after: list[str]) -> Iterator[Ask]:
    """
    Who answers: an engine over the files named, else our own graph of some past; the questions before are asked first.
    """
    if graphs:
        engine = Engine.compile(read_triples(graphs), embedder=LazyEmbedder(load_embedder), words=question_words())
        version = sha256(b"".join(path.read_bytes() for path in graphs)).hexdigest()[:12]
        yield leaning(
            lambda text, reading, talk: tell(talk.ask(engine, text, past.judged, reading), None, version), after
        )
        return
    service = open_service(Settings.from_env(data=data), must_write=False)
    try:
        yield leaning(lambda text, reading, talk: service.ask(text, past, reading, talk), after)
    finally:
        service.close()


def leaning(ask: Callable[[str, int | None, Talk], Told], after: list[str]) -> Ask:
    """
    Each question asked as the next in a conversation of its own that began with those before.
    """

    def answer(text: str, reading: int | None) -> Told:
        talk = Talk()
        for earlier in after:
            ask(earlier, None, talk)
        return ask(text, reading, talk)

    return answer


def answered(answer: Ask, asked: dict[str, Any], reading: int | None) -> Told:
    """
    The answer to one question; one that breaks us is not understood, and the run goes on.
    """
    text = asked.get("q", asked.get("question", ""))
    if not isinstance(text, str):
        text = ""
    try:
        return answer(text, reading)
    except Exception as error:  # noqa: BLE001 - one bad question never stops the run
        say_error(f"{text!r}: {type(error).__name__}: {error}")
        return tell(Answer(text, Outcome.NOT_UNDERSTOOD, text="I could not make out what is asked.", reason="broken"))


def read_questions(path: Path) -> list[dict[str, Any]]:
    """
    The questions of a file; keys other than `id` and `q` are not looked at.

    Raises:
        BadParameter: it is no JSON list of objects.
    """
    try:
        found = orjson.loads(path.read_bytes())
    except ValueError as error:
        raise BadParameter(f'{path}: no JSON ({error}); expected [{{"id": "1", "q": "…"}}, …]') from error
    if not isinstance(found, list):
        raise BadParameter(f'{path}: no list; expected [{{"id": "1", "q": "…"}}, …]')
    return [each if isinstance(each, dict) else {"q": each} for each in found]


def show(told: Told, *, with_sparql: bool) -> None:
    """
    An answer for a person.
    """
    answer = told.answer
    out.print(f"[bold]{escaped(answer.text)}[/]")
    err.print(f"{answer.outcome.value} · {escaped(answer.reading)}", style="dim")
    for choice in answer.readings:
        out.print(f"  {choice.n}. {escaped(choice.text)}  [dim](--reading {choice.n})[/]")
    if answer.rows:
        rows = Table(*map(escaped, answer.columns))
        for row in answer.rows[:ROWS_SHOWN]:
            rows.add_row(*(escaped(cell.label) if cell else "" for cell in row))
        out.print(rows)
        if len(answer.rows) > ROWS_SHOWN:
            out.print(f"{len(answer.rows) - ROWS_SHOWN} more rows are in the answer with --json", style="dim")
    if told.evidence:
        table = Table("sentence", "published by", show_lines=True)
        for each in told.evidence[:EVIDENCE_SHOWN]:
            written = "\nwritten for the project" if each.written_for_project else ""
            table.add_row(escaped(each.quote), escaped(f"{each.publisher}, {each.published}\n{each.url}{written}"))
        out.print(table)
    if told.dissent:
        out.print(f"{len(told.dissent)} sentences say otherwise, the first: “{escaped(told.dissent[0].quote)}”")
    for line in filter(None, (told.coverage, *told.staleness)):
        out.print(escaped(line), style="yellow")
    if with_sparql and answer.sparql:
        out.print(answer.sparql, markup=False, highlight=False)
