"""
One box over a real service: passages, agreements, entities, announcements, filters and facets.
"""

import json
import sys
from datetime import UTC, datetime

import pytest

from api.cli import main
from api.searching import Wanted
from api.settings import Settings
from api.wiring import open_service
from kg.claims import Claim, Entity, Extraction, Mention, Modality, Sighting
from kg.search import INDEXES
from kg.text import Document

NAMES = {
    "European Union": ("bloc:eu", "Bloc"),
    "United States": ("state:united-states", "Country"),
    "Japan": ("state:japan", "Country"),
    "China": ("state:china", "Country"),
    "gallium": ("mineral:gallium", "Mineral"),
    "germanium": ("mineral:germanium", "Mineral"),
    "memorandum": ("agreement:us-eu-mou", "MemorandumOfUnderstanding"),
}
SIGNED = "The United States and the European Union signed the memorandum on 24 April 2026."
TEXTS = (
    ("wire", "Ledgerwire", "2026-04-24", f"{SIGNED} It covers gallium."),
    ("copy", "Meridian Dispatch", "2026-04-25", f"{SIGNED} It covers gallium."),
    ("floors", "Quarry Letter", "2026-03-02", "Japan weighs price floors for gallium and germanium."),
    ("china", "Ledgerwire", "2026-02-10", "China kept its licences for germanium exports."),
    ("old", "Ledgerwire", "2025-12-01", "The European Union and Japan talked about recycling."),
)


@pytest.fixture(scope="module", params=INDEXES)
def service(tmp_path_factory, request):
    url = request.getfixturevalue("fresh_pgvector")() if request.param == "postgresql" else ""
    service = open_service(Settings(data=tmp_path_factory.mktemp("search"), index_url=url, port=0, query_workers=1))
    for name, publisher, published, text in TEXTS:
        mentions = tuple(
            Mention(Entity(id_, word, kind), word, text.index(word), text.index(word) + len(word))
            for word, (id_, kind) in NAMES.items()
            if word in text
        )
        mou = "agreement:us-eu-mou"
        claims = (
            Claim("bloc:eu", "partyTo", mou, Modality.ASSERTED, SIGNED, date="2026-04-24"),
            Claim(mou, "status", "signed", Modality.ASSERTED, SIGNED, date="2026-04-24"),
            Claim(mou, "signedOn", "2026-04-24", Modality.ASSERTED, SIGNED, date="2026-04-24"),
        )
        sightings = tuple(Sighting(claim, 0, len(SIGNED), "by-hand@1", 1.0) for claim in claims if SIGNED in text)
        document = Document(
            text, url=f"https://news.example/{name}", title=name, publisher=publisher, published=published
        )
        extraction = Extraction(relevant=True, mentions=mentions, sightings=sightings)
        service.ledger.record(document, extraction, datetime.now(UTC), reader="by-hand@1")
    yield service
    service.close()


@pytest.fixture(scope="module")
def site(service, served):
    with served(service, service.settings) as client:
        yield client


def search(site, **fields):
    answer = site.get("/search", params=fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def titles(found):
    return {each["title"] for each in found["passages"]}


def test_one_box_finds_every_noun(site):
    found = search(site, q="memorandum gallium")

    assert {"wire", "copy"} <= titles(found)
    assert found["agreements"][0]["id"] == "agreement:us-eu-mou"
    assert found["agreements"][0]["statuses"] == ["signed"]
    assert found["entities"][0]["id"] == "mineral:gallium"
    assert [each["announcement"]["copies"] for each in found["announcements"][:1]] == [2]


def test_things_are_found_by_what_is_said_of_them_though_their_names_are_not_typed(site):
    found = search(site, q="weighs")

    assert {each["id"] for each in found["entities"]} == {"state:japan", "mineral:gallium", "mineral:germanium"}


@pytest.mark.parametrize(("typed", "read"), [("galium", "gallium"), ("memorandun", "memorandum")])
def test_a_slip_of_the_pen_is_read_kindly_and_said(site, typed, read):
    found = search(site, q=typed)

    assert found["corrections"] == [{"typed": typed, "read_as": read}]
    assert "wire" in titles(found)


def test_a_beginning_finds_passages_and_names(site):
    found = search(site, q="germ")

    assert titles(found) >= {"floors", "china"}
    assert found["entities"][0]["id"] == "mineral:germanium"


FILTERS = [
    ({"entity": "Japan"}, {"floors", "old"}),
    ({"entity": ["Japan", "bloc:eu"]}, {"old"}),
    ({"mineral": "gallium"}, {"wire", "copy", "floors"}),
    ({"mineral": ["gallium", "Germanium"]}, {"floors"}),
    ({"kind": "memorandum of understanding"}, {"wire", "copy"}),
    ({"kind": "MemorandumOfUnderstanding", "publisher": "ledgerwire"}, {"wire"}),
    ({"status": "signed"}, {"wire", "copy"}),
    ({"publisher": "Ledgerwire"}, {"wire", "china", "old"}),
    ({"published_from": "2026-02-01", "published_to": "2026-03-31"}, {"floors", "china"}),
    ({"as_of": "2026-03-10", "mineral": "gallium"}, {"floors"}),
    ({"entity": "Nobody at all"}, set()),
    ({"status": "signed", "as_of": "2026-03-10"}, set()),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters_narrow_with_and_without_words(site, filters, expected):
    assert titles(search(site, **filters)) == expected
    assert titles(search(site, q="gallium germanium recycling", **filters)) <= expected


def test_things_fit_the_filters_too(site):
    of_the_us = search(site, q="memorandum", entity="state:united-states")
    of_china = search(site, q="memorandum", entity="China")
    by_kind = search(site, kind="Mineral", publisher="Quarry Letter")

    assert of_the_us["agreements"][0]["id"] == "agreement:us-eu-mou"
    assert "agreement:us-eu-mou" not in {each["id"] for each in of_china["agreements"]}
    assert {each["id"] for each in by_kind["entities"]} == {"mineral:gallium", "mineral:germanium"}


def test_every_value_of_a_facet_leaves_as_many_passages_as_it_says(site):
    found = search(site, q="gallium germanium memorandum")
    months = {"2026-04": ("2026-04-01", "2026-04-30")}

    assert set(found["facets"]) == {"mineral", "kind", "status", "entity", "publisher", "month"}
    for facet, values in found["facets"].items():
        assert values
        for value in values[:4]:
            if facet == "month":
                first, last = months.get(value["value"], (value["value"] + "-01", value["value"] + "-28"))
                narrowed = {"published_from": first, "published_to": last}
            else:
                narrowed = {facet: value["value"]}
            assert search(site, q="gallium germanium memorandum", **narrowed)["total"] == value["count"], value


def test_a_snippet_stands_where_it_says(site):
    passage = search(site, q="price floors")["passages"][0]

    text = site.get(f"/documents/{passage['document']}").json()["text"]
    assert {text[start:end] for start, end in passage["highlights"]} == {"price", "floors"}
    assert text[passage["start"] : passage["end"]] == passage["text"]
    start, end = passage["snippet"]
    assert passage["start"] <= start < end <= passage["end"]


def test_without_anything_asked_nothing_is_found(site):
    assert search(site)["passages"] == search(site, q="  ", as_of="2026-03-10")["passages"] == []


def test_the_page_marks_the_words_and_links_the_facets(site):
    page = site.get("/search", params={"q": "galium", "mineral": "mineral:gallium"}, headers={"Accept": "text/html"})

    assert "<mark>gallium</mark>" in page.text
    assert 'href="/search?q=galium&amp;mineral=mineral%3Agallium&amp;status=signed"' in page.text
    assert "Leave this filter out" in page.text


def test_the_command_prints_the_same_answer(service, site, monkeypatch, capsys):
    told = search(site, q="gallium", publisher="Ledgerwire", published_from="2026-01-01", limit=10)
    arguments = ["search", "gallium", "--publisher", "Ledgerwire", "--from", "2026-01-01", "--json"]
    monkeypatch.setenv("OREPACT_INDEX_URL", service.settings.index_url)
    monkeypatch.setattr(sys, "argv", ["orepact", *arguments, "--data", str(service.settings.data)])

    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out) == told


def test_a_merged_id_in_a_text_counts_for_what_took_its_place(service):
    things = service.day(None).things

    assert "agreement:msp" in things.bearers["entity", "bloc:msp"]
    assert things.called("agreement:msp") == frozenset()
    assert service.search(Wanted(entities=("bloc:msp",)), 5).total == 0
