"""
The pages in a real browser: Debian's Chromium, driven over its own protocol.
"""

from pathlib import Path

import pytest

pytestmark = pytest.mark.system


def test_a_person_follows_an_agreement_to_the_sentence_that_bears_it(page, site, tmp_path: Path):
    page.goto(str(site.base_url.join("/agreements/agreement:us-eu-mou")))
    assert page.locator("svg.drawing").first.is_visible()

    page.locator(".evidence a").first.click()

    marked = page.locator("mark:target")
    assert "memorandum" in marked.inner_text()
    assert page.get_by_text("written for the project").first.is_visible()
    picture = tmp_path / "document.png"
    page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


def test_a_person_narrows_a_search_by_clicking_and_widens_it_again(page, site):
    page.goto(str(site.base_url.join("/search")))
    page.get_by_label("Words or a sentence").fill("memorandun signed")
    page.get_by_role("button", name="Search").click()
    assert "searched for “memorandum”" in page.locator("main").inner_text()
    assert page.locator(".cards > li").count() == 2

    page.locator(".months a", has=page.locator("title", has_text="February 2026")).click()

    assert page.locator(".cards > li").count() == 1
    assert "4 February 2026" in page.locator(".cards").inner_text()
    page.locator(".chips a", has_text="from").click()
    page.locator(".chips a", has_text="until").click()
    assert page.locator(".cards > li").count() == 2
    assert page.locator(".cards mark").first.is_visible()


def test_a_person_walks_through_the_graph_by_its_drawing(page, site):
    page.goto(str(site.base_url.join("/agreements/agreement:us-eu-mou")))

    page.locator("svg.drawing a", has_text="European Union").first.click()

    assert page.locator("h1").inner_text() == "European Union"
    assert page.locator("svg.drawing .core-text").first.text_content() == "European Union"


PAGES = (
    *("/", "/agreements", "/agreements/agreement:us-eu-mou", "/commitments", "/announcements", "/changes", "/sources"),
    *("/search?q=memorandum", "/sparql", "/api", "/subscriptions", "/webhooks", "/review", "/nowhere"),
    *("/entities/state:china?format=html", "/entities/mineral:gallium?format=html"),
)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone_or_says_less_in_the_dark(page, site, path):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")

    page.goto(str(site.base_url.join(path)))

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    ink, paper = (
        page.evaluate(f"getComputedStyle(document.body).{name}").removeprefix("rgb(").removesuffix(")").split(", ")
        for name in ("color", "backgroundColor")
    )
    assert sum(map(int, ink)) - sum(map(int, paper)) > 400


@pytest.mark.model
def test_a_question_is_answered_with_its_evidence(page, site):
    page.goto(str(site.base_url))

    page.get_by_label("Your question").fill("When was the US-EU memorandum signed?")
    page.get_by_role("button", name="Ask").click()

    assert page.locator(".answer .text").is_visible()
    assert "24 April 2026" in page.locator("main").inner_text()
    assert page.locator(".evidence blockquote").first.is_visible()


@pytest.mark.model
def test_questions_are_suggested_while_somebody_types_and_can_be_asked_on(page, site):
    page.goto(str(site.base_url))
    page.get_by_label("Your question").press_sequentially("european uni", delay=20)
    page.wait_for_selector("#suggestions option", state="attached")
    suggested = page.locator("#suggestions option").first.get_attribute("value")

    page.get_by_label("Your question").fill(suggested)
    page.get_by_role("button", name="Ask").click()
    page.get_by_label("Your question").fill("how many?")
    page.get_by_role("button", name="Ask").click()

    assert "Taken as: how many of those" in page.locator(".answer").inner_text()


@pytest.mark.model
def test_a_person_settles_a_wording_sees_who_did_and_takes_it_back(page, site):
    page.goto(str(site.base_url))
    page.get_by_label("Your question").fill("US-EU memorandum day")
    page.get_by_role("button", name="Ask").click()
    page.locator(".choices a", has_text="signing date").first.click()
    assert page.locator(".answer .text").inner_text().startswith("Signing date")

    page.get_by_role("button", name="Always read this question so").click()

    assert page.locator(".answer .text").inner_text().startswith("Signing date")
    assert "settled this wording" in page.locator(".settle").inner_text()
    page.get_by_role("button", name="Settle it no longer").click()
    assert page.locator("h1").inner_text() == "Settled wordings"
    assert page.locator("tbody tr", has_text="US-EU memorandum day").count() == 1
    assert page.get_by_role("button", name="Withdraw").count() == 0


@pytest.mark.model
def test_the_link_to_an_answer_shows_it_again(page, site):
    page.goto(str(site.base_url.join("/?q=When was the US-EU memorandum signed?")))
    said = page.locator(".answer .text").inner_text()

    page.get_by_role("link", name="Link to this answer").click()

    assert "recorded_as_of=" in page.url
    assert page.locator(".answer .text").inner_text() == said
