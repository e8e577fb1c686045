"""
One agency story in ten papers, each with the edits that papers make: one witness, one report, ten publishers.
"""

from datetime import date

import pytest

from api.building import build
from api.listings.announcements import list_announcements
from api.settings import Settings
from api.wiring import open_service
from kg.beliefs.testimony import independent

pytestmark = pytest.mark.model

WIRE = "2026-02-04-wire-trilateral.txt"
AGENCY = "WASHINGTON, Feb 4 (Ledgerwire) - "
NEXT_DAY = "2026-02-05"


def without(*beginnings):
    """
    The paragraphs but for some, by how they begin.
    """
    return lambda text: "\n\n".join(each for each in text.split("\n\n") if not each.startswith(beginnings))


def changed(*pairs):
    def edit(text):
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return text

    return edit


def first_four(text):
    return "\n\n".join(text.split("\n\n")[:4])


EDITS = (
    ("Three Harbours Gazette", "2026-02-04", changed((AGENCY, ""))),
    (
        "Northgate Courier",
        NEXT_DAY,
        changed((AGENCY, "By Ledgerwire. "), (" on Wednesday, the latest", ", the latest")),
    ),
    ("Delta Evening Post", NEXT_DAY, first_four),
    ("Cumberland Valley Post", NEXT_DAY, without('"A promise', "The announcement came")),
    (
        "Saltmarsh Herald",
        NEXT_DAY,
        changed(("memorandum of understanding", "MoU"), ("said they would", "said that they'd")),
    ),
    ("Evening Argus of Port Ellis", NEXT_DAY, changed((" - The United States", " – The U.S."), ('"', "'"))),
    ("Pine Ridge Sentinel", NEXT_DAY, lambda text: "Our readers in the valley make magnets.\n\n" + text),
    ("Lower Delta Times", "2026-02-06", lambda text: text + "\n\nThe Lower Delta Times receives agency copy."),
    ("Harbour Morning", NEXT_DAY, lambda text: text.replace("\n\n", " ").replace(" - ", ": ")),
)
"Publisher, day and edit of nine papers; the agency itself is the tenth."


@pytest.fixture(scope="module")
def printed(corpus, tmp_path_factory):
    """
    A service that has read the agency's story and nine papers that print it.
    """
    folder, data = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("printed")
    original = (corpus / "documents" / WIRE).read_text()
    _, _, story = original.partition("\n\n")
    (folder / WIRE).write_text(original)
    for number, (publisher, day, edit) in enumerate(EDITS):
        head = f"url: https://paper{number}.example/story\npublisher: {publisher}\npublished: {day}\nmanner: wire story"
        (folder / f"paper-{number}.txt").write_text(f"{head}\ntitle: A promise, number {number}\n\n{edit(story)}")
    opened = open_service(Settings(data=data, query_workers=1))
    for result in build(opened, sorted(folder.iterdir())):
        assert result.error is None
    yield opened
    opened.close()


def test_ten_papers_with_one_story_are_one_witness(printed):
    view = printed.day(date(2026, 2, 7)).view

    assert len({each.document.publisher for each in view.documents}) == 10
    assert len(set(view.first_copies.values())) == 1
    assert independent(view.testimony) == 1


def test_what_ten_papers_copy_is_no_better_confirmed_than_by_one(printed):
    view = printed.day(date(2026, 2, 7)).view
    (deadline,) = (
        each for each in view.assessments if (each.subject, each.relation) == ("agreement:us-eu-mou", "deadline")
    )

    assert deadline.object == "2026-03-06"
    assert len(deadline.basis) == 10
    assert deadline.credibility > 1


def test_ten_papers_with_one_story_are_one_report_of_one_announcement(printed):
    found = list_announcements(printed.indexed(None), "agreement:us-eu-japan")
    (announcement,) = (each for each in found if each.what == "announced")
    (report,) = announcement.reports

    assert report.text.copies == 10
    assert set(report.text.publishers) == {"Ledgerwire", *(publisher for publisher, _, _ in EDITS)}
    assert (announcement.first_seen, announcement.last_seen) == ("2026-02-04", "2026-02-06")
