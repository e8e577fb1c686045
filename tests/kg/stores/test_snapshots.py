import io

from kg.stores.folder import KEPT_DATED
from kg.stores.nquads import to_nquads
from kg.stores.snapshots import PastDays, snapshot_triples
from kg.triples import Literal

FACT = ("urn:s", "urn:p", Literal("a fact"))


def test_a_past_day_is_built_once_and_found_again(tmp_path):
    past = PastDays(tmp_path)
    first = past.publish("2026-03-10", io.BytesIO(to_nquads([(*FACT, None)])), position=5, data_version=7)

    again = past.publish("2026-03-10", io.BytesIO(b"not read"), position=5, data_version=7)

    assert first == again
    assert first.name == "2026-03-10-v5"
    assert list(snapshot_triples(first)) == [FACT]


def test_past_days_do_not_pile_up(tmp_path):
    past = PastDays(tmp_path)
    for day in range(KEPT_DATED + 2):
        past.publish(f"2026-01-{day:02}", io.BytesIO(), position=1, data_version=1)

    assert len(list((tmp_path / "dated").iterdir())) == KEPT_DATED
