"""
`orepact explain`: a text with its mentions and claims marked, and why each was read so.
"""

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from api.cli.console import Json, out, print_json
from api.cli.texts import Files, Published, documents_in
from api.lazily import LazyAnalyser, load_analyser
from api.reading import DocumentReader

Parse = Annotated[bool, typer.Option("--parse", help="Show the parse of each sentence as well.")]


def explain(files: Files, *, published: Published = None, parse: Parse = False, as_json: Json = False) -> None:
    """
    Show why documents are read as they are: mentions, claims with their patterns, refusals with their reasons.
    """
    reader = DocumentReader(LazyAnalyser(load_analyser))
    for document, path in documents_in(files, published):
        told = reader.explanation(document, path)
        if as_json:
            print_json(told)
        else:
            show_explanation(told, with_parse=parse)


def show_explanation(told: dict[str, Any], *, with_parse: bool) -> None:
    """
    One document, sentence by sentence.
    """
    document, screen = told["document"], told["screen"]
    verdict = "is read" if document["relevant"] else "is not read"
    title = f"{document['title'] or document['path']} ({document['published'] or 'no date'}, {screen['language']})"
    sums = ", ".join(f"{name} {screen[name]:g}" for name in ("subject", "affairs", "elsewhere"))
    out.print(f"{title}\n{verdict}: {sums}\n", markup=False, highlight=False)
    for sentence in told["sentences"]:
        out.print(marked_text(sentence))
        for mention in sentence["mentions"]:
            named = ", ".join(f"{each['id']} ({each['type']})" for each in mention["entities"])
            out.print(f"  {mention['how']}: {mention['text']} = {named}", markup=False, highlight=False)
        for claim in sentence["claims"]:
            out.print(Text(f"  + {claim_line(claim)}", style="green"))
        for claim in sentence["refusals"]:
            out.print(Text(f"  - {claim_line(claim)}: {claim['reason']}", style="red"))
        if with_parse:
            out.print(parse_table(sentence))
        out.print()


def marked_text(sentence: dict[str, Any]) -> Text:
    """
    A sentence with its mentions underlined.
    """
    text = Text(sentence["text"], style="bold")
    for mention in sentence["mentions"]:
        text.stylize("underline", mention["start"] - sentence["start"], mention["end"] - sentence["start"])
    return text


def claim_line(claim: dict[str, Any]) -> str:
    """
    A claim on one line, with what saw it.
    """
    qualifiers = "".join(f" {key}={value}" for key, value in claim["qualifiers"].items())
    when = f" {claim['date']}" if claim["date"] else ""
    return (
        f"{claim['subject_label']} {claim['relation']} {claim['object_label']} {claim['modality']}{when}{qualifiers}"
        f" by {claim['pattern']} at “{claim['trigger']}”"
    )


def parse_table(sentence: dict[str, Any]) -> Table:
    """
    The parse of a sentence, a word a row.
    """
    table = Table("", "word", "lemma", "part", "relation", "head", box=None)
    for index, token in enumerate(sentence["parse"]):
        head = str(token["head"])
        table.add_row(str(index), Text(token["text"]), token["lemma"], token["pos"], token["dep"], head)
    return table
