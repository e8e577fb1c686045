from api import days
from api.days import Day
from kg.background import load_background
from kg.ledger import open_ledger
from kg.search.quotes import QuoteFinder
from kg.views import view_on


def test_a_page_is_rendered_once_and_the_last_used_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(days, "PAGES_KEPT", 2)
    ledger, rendered = open_ledger(tmp_path), []
    view = view_on(ledger, load_background(), None, days.date(2026, 11, 25))
    day = Day(view, 1, None, QuoteFinder(None, None), lambda _: view)

    def shown(name):
        return day.page(name, lambda: rendered.append(name) or f"<p>{name}</p>")

    assert [shown(name) for name in ("a", "b", "a", "c", "a", "b")] == [
        f"<p>{name}</p>".encode() for name in ("a", "b", "a", "c", "a", "b")
    ]
    assert rendered == ["a", "b", "c", "b"]
    ledger.close()
