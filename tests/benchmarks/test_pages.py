from random import Random

from benchmarks.pages import arrival, recorded
from kg.ledger import open_ledger

LABELS = {f"state:{name}": name for name in "abcdef"} | {f"mineral:{name}": name for name in "ghijklmn"}


def test_the_same_seed_tells_the_same_and_each_quote_stands_where_it_is_said_to():
    told, again = (arrival(4, LABELS, Random(1)) for _ in range(2))

    assert told == again
    for each in told.extraction.sightings:
        assert told.document.text[each.start : each.end] == each.claim.quote


def test_the_ledger_holds_every_document(tmp_path):
    recorded(tmp_path / "data", 3)

    ledger = open_ledger(tmp_path / "data")
    assert len({claim.document_id for claim in ledger.claims()}) == 3
    ledger.close()
