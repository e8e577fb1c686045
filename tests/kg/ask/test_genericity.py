import re
from pathlib import Path

import pytest

from kg.ask.engine import Engine
from kg.stores.triple_files import read_triples

ROOT = Path(__file__).parents[3]
DOMAIN = re.compile(
    r"\b(mineral|cobalt|gallium|nickel|antimony|lithium|graphite|memorandum|refin(?:ing|ery)|ministerial|forge|msp"
    r"|tariff|magnet|rare earth)s?\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", [*sorted((ROOT / "kg" / "ask").rglob("*.py")), ROOT / "ontology" / "words" / "en.ttl"])
def test_the_engine_knows_no_word_of_the_domain(path):
    assert DOMAIN.search(path.read_text()) is None


def test_without_labels_on_the_schema_local_names_still_answer(words):
    triples = [
        triple
        for triple in read_triples([Path(__file__).parent / "library.ttl"])
        if not (triple[1].endswith("#label") and triple[0].rsplit("/", 1)[-1] in SCHEMA_NAMES)
    ]

    _, _, readings = Engine.compile(triples, words=words).readings("Which books are kept at North Branch?")

    assert {answer.label for answer in readings[0].answers} == {"Salt Roads", "The Lamp"}


SCHEMA_NAMES = {"Book", "Reader", "Branch", "Loan", "Author", "writtenBy", "pages", "keptAt", "loanOf", "borrower"}
