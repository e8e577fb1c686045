import time

import pytest

from ingest.screen import relevance_of


@pytest.mark.parametrize(
    "text",
    [
        "The striker signed a deal worth 40 million before the match, and the league leaders won again.",
        "The minimum support price (MSP) for paddy was raised; farmers said the MSP agreement was below cost.",
        "Bitcoin mining firms in Kazakhstan signed a deal to move mining rigs as the hashrate rose.",
        "Magnesium and zinc are dietary minerals; a vitamin supplement helps against deficiency, say dietitians.",
        "Japan and OpenAI signed a memorandum of understanding on artificial intelligence and language models.",
        "The two armies signed a mutual defence pact; troops and a frigate will exercise together.",
        "The trade deal opens markets for beef, dairy, wine and cheese, the ministers said.",
        "Simmer the cobalt-blue mussels with a tablespoon of oil; the recipe needs an oven.",
    ],
)
def test_other_fields_are_screened_out(text):
    assert not relevance_of(text).is_relevant


@pytest.mark.parametrize(
    "text",
    [
        "Japan and the EU signed a memorandum on critical minerals such as gallium.",
        "China bans exports of gallium and germanium to the United States.",
        "US, EU and Japan announce critical minerals partnership",
        "Arafura has agreed to supply at least 100 tonnes a year of NdPr oxide to Traxys for five years.",
        "Norrland Metals' Kiruna West nickel project is in a mining district in Sweden.",
        "The Australian government agreed to invest A$200mn in the Nolans project.",
    ],
)
def test_this_field_passes_even_in_a_headline(text):
    assert relevance_of(text).is_relevant


def test_a_megabyte_of_one_line_is_screened_in_bounded_time():
    started = time.perf_counter()

    relevance_of("critical minerals agreement " * 40_000)

    assert time.perf_counter() - started < 2
