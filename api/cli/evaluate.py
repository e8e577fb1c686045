"""
`orepact evaluate`: how well texts are read and questions answered, against the gold of the corpus.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from api.asking import Told
from api.cli import question_scores, scores
from api.cli.console import Data, Json, out, print_json
from api.gold import score_questions
from api.lazily import LazyAnalyser, load_analyser
from api.settings import Settings
from api.wiring import open_service
from ingest.agreement import measure_agreement
from ingest.evaluate import evaluate as evaluate_reading
from ingest.extract import make_extractor

CORPUS = Path("corpus")


def evaluate(
    corpus: Annotated[Path, typer.Argument(help="Folder with documents and gold.")] = CORPUS,
    *,
    data: Data = None,
    only_questions: Annotated[bool, typer.Option("--questions", help="Leave the reading of texts out.")] = False,
    second: Annotated[Path | None, typer.Option(help="Folder of a second annotation: only the agreement.")] = None,
    as_json: Json = False,
) -> None:
    """
    Print the gold scores: entities, claims, distractors, questions.
    """
    told: dict[str, Any] = {}
    if second:
        told = measure_agreement(corpus / "gold", second).as_dict()
        if as_json:
            print_json(told)
        else:
            show(told)
        return
    if not only_questions:
        extractor = make_extractor(LazyAnalyser(load_analyser))
        evaluation = evaluate_reading(corpus / "gold", corpus / "documents", extractor, ("train", "dev", "test"))
        if as_json:
            told |= {"reading": scores.as_json(evaluation)}
        else:
            out.print(scores.as_tables(evaluation))
    service = open_service(Settings.from_env(data=data), must_write=False)

    def ask(question: str, day: date | None) -> Told:
        return service.ask(question, day)

    try:
        found = list(score_questions(corpus / "gold" / "questions.jsonl", ask))
    finally:
        service.close()
    if as_json:
        print_json(told | {"questions": question_scores.as_json(found)})
        return
    if told:
        show(told)
    out.print(question_scores.as_table(found))
    for each in found:
        if each.part == "dev" and not each.is_right:
            out.print(f"{each.id} ({each.outcome}): {each.question}", style="dim", markup=False, highlight=False)


def show(told: dict[str, Any]) -> None:
    """
    Scores as a table.
    """
    table = Table("what", "score")
    for what, score in told.items():
        table.add_row(what, ", ".join(f"{k} {v}" for k, v in score.items()) if isinstance(score, dict) else str(score))
    out.print(table)
