import time

import pytest

from ingest.language.tokens import find_tokens


def tokens_of(text):
    return [text[start:end] for start, end in find_tokens(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the US-EU pact", "the US - EU pact"),
        ("rare-earth magnets", "rare - earth magnets"),
        ("a 10-year deal", "a 10 - year deal"),
        ("worth $12bn, or €3.5 billion", "worth $ 12 bn , or € 3.5 billion"),
        ("the U.S. and No. 18.", "the U.S. and No. 18 ."),
        ("She said no.", "She said no ."),
        ("“We won’t wait,” she’s said", "“ We wo n’t wait , ” she ’s said"),
        ("cannot", "can not"),
        ("pre-war and non-Chinese supply", "pre-war and non-Chinese supply"),
        ("O'Brien's mine at 10:30 a.m.", "O'Brien 's mine at 10:30 a.m."),
        ("20% of 1,200.5 kt in the 1990s", "20 % of 1,200.5 kt in the 1990s"),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("Japan/Korea talks... and more", "Japan / Korea talks ... and more"),
        ("AT&T, J. Smith and F-16s", "AT&T , J. Smith and F - 16s"),
        ("signed on 2026-04-24;", "signed on 2026-04-24 ;"),
        ("the EU's and the ministers' list", "the EU 's and the ministers ' list"),
        ("Lynas Rare Earths Ltd. rose", "Lynas Rare Earths Ltd. rose"),
    ],
)
def test_news_text_is_cut_as_the_treebanks_cut_it(text, tokens):
    assert " ".join(tokens_of(text)) == tokens


@pytest.mark.parametrize("text", ["", "  \n ", "日本と米国", "a\x00b \u202eabc", "é ﬁ 𝒳", "x" * 50_000, "((" * 300])
def test_only_white_space_lies_between_tokens(text):
    past = 0
    for start, end in find_tokens(text):
        assert not text[past:start].strip()
        assert past <= start < end
        past = end

    assert not text[past:].strip()


@pytest.mark.parametrize("unit", ["a-", "a.", "1,", "a@", "n't", "http:", "A&", "1-"])
def test_a_hundred_thousand_characters_without_a_space_are_cut_in_bounded_time(unit):
    began = time.monotonic()

    find_tokens(unit * (100_000 // len(unit)))

    assert time.monotonic() - began < 5
