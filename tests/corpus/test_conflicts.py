"""
What sources tell against each other comes out contested: in what is believed, on the page of the thing, in an answer.

One row a conflict, with the sentence of each side. `corpus/README.md` lists every conflict of the timeline with what
becomes of it.
"""

import html

import pytest

pytestmark = pytest.mark.model

SEABED = "agreement:xe7b623f0ce24"
"The US-Cook Islands joint statement on seabed minerals, which the reference data does not know."
GREENLAND = "agreement:x2ad3d76d3adc"
PAX_ON_11 = "the United Kingdom and the United States signed the Pax Silica declaration on 11 December 2025."

DAYS = [
    (
        ("agreement:us-japan-fw", "signedOn", "When was the US-Japan Framework signed?"),
        {
            "2025-10-27": "signed the Framework for Securing the Supply of Critical Minerals",
            "2025-10-28": "signed a framework on critical minerals and rare earths on Tuesday",
        },
    ),
    (
        ("agreement:eu-rwanda", "signedOn", "When was the EU-Rwanda MOU signed?"),
        {
            "2024-02-19": "signed a memorandum on sustainable raw-materials value chains on Monday",
            "2024-02-01": "signed their raw-materials memorandum on 1 February 2024",
        },
    ),
    (
        ("agreement:uk-us", "signedOn", "When was the UK-US MOU signed?"),
        {
            "2026-02-04": "and rare earths in Washington on 4 February.",
            "2026-02-05": "signed a memorandum of understanding on critical minerals on Thursday, 5 February 2026",
        },
    ),
    (
        ("bloc:pax-silica", "signedOn", "When was Pax Silica signed?"),
        {"2025-12-12": "signed the Pax Silica declaration today.", "2025-12-11": PAX_ON_11},
    ),
    (
        ("agreement:quad-cmi", "announcedOn", "When was the Quad Critical Minerals Initiative announced?"),
        {
            "2025-07-01": "the United States launched the Quad Critical Minerals Initiative today.",
            "2025-07-02": "launched the Quad Critical Minerals Initiative on 2 July 2025.",
        },
    ),
    (
        (SEABED, "announcedOn", "When was the US-Cook Islands joint statement announced?"),
        {
            "2025-08-05": "issued the US-Cook Islands joint statement on seabed minerals on 5 August 2025.",
            "2025-08-06": "issued the US-Cook Islands joint statement on seabed minerals on 6 August 2025.",
        },
    ),
    (
        ("agreement:us-japan-ap", "announcedOn", "When was the US-Japan Critical Minerals Action Plan announced?"),
        {
            "2026-03-19": "announced the US-Japan Critical Minerals Action Plan on 19 March 2026",
            "2026-03-20": "announced the US-Japan Critical Minerals Action Plan on 20 March 2026",
        },
    ),
    (
        ("agreement:s232", "announcedOn", "When was Proclamation 11001 announced?"),
        {
            "2026-01-14": "issued Proclamation 11001 on processed critical minerals on 14 January 2026.",
            "2026-01-20": "issued Proclamation 11001 on 20 January 2026.",
        },
    ),
    (
        (GREENLAND, "announcedOn", "When was the Greenland framework announced?"),
        {
            "2026-01-21": "announced the Greenland framework on 21 January 2026",
            "2026-01-22": "announced the Greenland framework on 22 January 2026",
        },
    ),
    (
        ("agreement:india-repm", "announcedOn", "When was the India REPM scheme announced?"),
        {
            "2025-11-26": "announced the India REPM scheme on 26 November 2025.",
            "2025-12-18": "announced the India REPM scheme on 18 December 2025.",
        },
    ),
    (
        ("agreement:g7-plan", "announcedOn", "When was the G7 Critical Minerals Action Plan announced?"),
        {
            "2025-06-17": "published the G7 Critical Minerals Action Plan on 17 June 2025",
            "2026-06-17": "published the G7 Critical Minerals Action Plan on 17 June 2026.",
        },
    ),
    (
        ("agreement:cn-10-2025", "announcedOn", "When was Announcement No. 10 of 2025 announced?"),
        {
            "2025-02-04": "On 4 February 2025 China's Ministry of Commerce and its customs administration issued",
            "2023-10-04": "issued Announcement No. 10 of 2025 on 4 October 2023.",
        },
    ),
    (
        ("agreement:cn-18-2025", "effectiveOn", "When did Announcement No. 18 of 2025 take effect?"),
        {
            "2025-04-04": "Announcement No. 18 of 2025 took effect on 4 April 2025",
            "2025-04-10": "Announcement No. 18 of 2025 took effect on 10 April 2025.",
        },
    ),
    (
        ("agreement:cn-39-2023", "effectiveOn", "When did the graphite controls take effect?"),
        {
            "2023-12-01": "On 1 December 2023 export permits for graphite took effect",
            "2024-12-01": "China's graphite controls took effect on 1 December 2024.",
        },
    ),
]
STATUSES = [
    (
        ("bloc:usmca", "status", "Is the USMCA terminated?"),
        {"terminated": "The USMCA was terminated on 1 July 2026.", "inForce": "The USMCA is still in force."},
    ),
    (
        ("agreement:eu-brazil", "status", "What is the status of the EU-Brazil critical raw materials agreement?"),
        {
            "concluded": "concluded the EU-Brazil critical raw materials agreement on 16 January 2026.",
            "negotiating": "the two sides are still negotiating it.",
        },
    ),
]
SIDES = [*DAYS, *STATUSES]
DENIED = [
    (
        ("agreement:cn-18-2025", "coversMineral", "mineral:gallium"),
        "Does Announcement No. 18 of 2025 cover gallium?",
        "The announcement covers samarium, gallium, terbium",
        "Announcement No. 18 covers seven rare earths: samarium, gadolinium, terbium",
    ),
    (
        ("state:united-arab-emirates", "partyTo", "bloc:pax-silica"),
        "Is the United Arab Emirates a party to Pax Silica?",
        "Add Greece, Qatar and the United Arab Emirates, which signed in the weeks after.",
        "took part as guests and did not sign",
    ),
    (
        ("state:netherlands", "partyTo", "bloc:pax-silica"),
        "Did the Netherlands sign Pax Silica?",
        "Australia, Israel, Japan, the Netherlands, Singapore, South Korea, the United Kingdom",
        "took part as guests and did not sign",
    ),
    (
        ("state:argentina", "memberOf", "bloc:msp"),
        "Is Argentina a member of the Minerals Security Partnership?",
        "Argentina is a member of the Minerals Security Partnership since August 2024.",
        "Argentina is not a member of the Minerals Security Partnership.",
    ),
    (
        ("company:glencore", "operates", "facility:tenke"),
        "Does Glencore operate Tenke Fungurume?",
        "Glencore operates Tenke Fungurume, one of the largest cobalt mines of the world.",
        "Glencore does not operate Tenke Fungurume, which is CMOC's mine.",
    ),
    (
        ("company:catl", "equityStakeIn", "company:cmoc"),
        "Does CATL own a stake in CMOC?",
        "CATL holds a majority stake in CMOC.",
        "CATL does not hold a majority stake in CMOC; it owns about a quarter.",
    ),
    (
        ("agreement:us-mexico", "adoptsInstrument", "instrument:price_floor"),
        "Does the US-Mexico action plan use a price floor?",
        "The US-Mexico action plan sets a price floor for critical minerals.",
        "The US-Mexico action plan does not set a price floor.",
    ),
    (
        ("agreement:aus-reserve", "adoptsInstrument", "instrument:stockpile"),
        "Does the Australian Critical Minerals Strategic Reserve use a stockpile?",
        "The Australian Critical Minerals Strategic Reserve is a stockpile of antimony, gallium and rare earths.",
        "uses offtake agreements and not a stockpile.",
    ),
]


@pytest.mark.parametrize(("asked", "sides"), SIDES)
def test_what_sources_contest_comes_out_contested_with_both_sides(believed, asked, sides):
    found = believed(*asked[:2])

    assert set(found) == set(sides)
    for value, words in sides.items():
        standing, basis, dissent = found[value]
        others = [each for other, each in sides.items() if other != value]
        assert standing == "contested"
        assert any(words in quote for quote in basis)
        assert all(any(each in quote for quote in dissent) for each in others)
        assert not any(words in quote for quote in dissent)


@pytest.mark.parametrize(("asked", "sides"), SIDES)
def test_the_page_of_a_contested_thing_and_the_answer_hold_both_sides(service, pages, asked, sides):
    subject, _, question = asked

    page = html.unescape(pages.get(f"/agreements/{subject}", headers={"Accept": "text/html"}).text)
    told = service.ask(question)

    assert told.answer.outcome.value == "contested"
    assert len(told.answer.answers) == len(sides)
    for words in sides.values():
        assert words in page
        assert any(words in each.quote for each in told.evidence)


@pytest.mark.parametrize(
    ("subject", "field", "days"),
    [
        ("bloc:pax-silica", "contested_signed_on", ["2025-12-11", "2025-12-12"]),
        ("agreement:quad-cmi", "contested_announced_on", ["2025-07-01", "2025-07-02"]),
    ],
)
def test_the_list_of_agreements_gives_both_days_and_sorts_by_the_later(pages, subject, field, days):
    listed = pages.get("/agreements", params={"limit": 500}, headers={"Accept": "application/json"}).json()
    found = {each["id"]: each for each in listed["items"]}
    page = pages.get("/agreements", params={"limit": 500}, headers={"Accept": "text/html"}).text

    assert found[subject][field] == days
    assert found[subject][field.removeprefix("contested_")] == ""
    assert "11 December 2025<br>or 12 December 2025" in page


@pytest.mark.parametrize(("asked", "sides"), DAYS)
def test_an_answer_gives_both_days(service, asked, sides):
    told = service.ask(asked[2])

    assert {value.value for value in told.answer.answers} == set(sides)


@pytest.mark.parametrize(("triple", "question", "told", "denied"), DENIED)
def test_what_one_source_tells_and_another_denies_is_contested(service, believed, triple, question, told, denied):  # noqa: PLR0917 - a row of the table
    subject, relation, value = triple
    standing, basis, dissent = believed(subject, relation)[value]
    answer = service.ask(question)

    assert standing == "contested"
    assert any(told in quote for quote in basis)
    assert any(denied in quote for quote in dissent)
    assert answer.answer.outcome.value == "contested"
    assert any(told in each.quote for each in answer.evidence)
    assert any(denied in each.quote for each in answer.dissent)


def test_a_slip_in_a_list_does_not_shake_what_others_confirm(believed):
    standing, basis, dissent = believed("agreement:cn-18-2025", "coversMineral")["mineral:gadolinium"]

    assert standing == "supported"
    assert len(basis) >= 2
    assert dissent == [
        "The announcement covers samarium, gallium, terbium, dysprosium, lutetium, scandium and yttrium."
    ]


def test_shares_that_differ_stand_side_by_side_and_none_is_their_mean(service):
    told = {
        (each.subject, each.relation): each.object
        for each in service.day(None).view.assessments
        if each.subject.startswith("figure:")
    }
    shares = {
        told[figure, "percent"]
        for figure, relation in told
        if relation == "supplier"
        and told[figure, relation] == "state:dr-congo"
        and told[figure, "ofMineral"] == "mineral:cobalt"
    }

    assert shares == {"70", "74"}
