import pytest

from kg.linking import Case, Gazetteer, KnownName, fold

US = KnownName("US", "state:united-states", Case.EXACT)
JAPAN = KnownName("Japan", "state:japan")
REE = KnownName("rare earths", "group:ree", Case.ANY)
LATIN = KnownName("Latin America", "")
AMERICA = KnownName("America", "state:united-states")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The US-Japan pact told us", ["US", "Japan"]),
        ("Japan's rare-earths", ["Japan", "rare-earths"]),
        ("Japanning and RARE EARTHS", ["RARE EARTHS"]),
        ("Latin America and America", ["America"]),
    ],
)
def test_names_stand_between_word_boundaries_in_their_case(text, found):
    gazetteer = Gazetteer([US, JAPAN, REE, LATIN, AMERICA])

    assert [match.text for match in gazetteer.find(text)] == found


def test_folding_keeps_every_offset():
    text = "Gécamines – ﬁne İstanbul"

    assert len(fold(text)) == len(text)
