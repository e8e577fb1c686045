import pytest

from ontology.values.names import normal_name, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Türkiye", "Turkiye"),
        ("Lars Løkke Rasmussen", "Lars Lokke Rasmussen"),
        ("rare-earths", "rare earth"),
        ("US–Japan framework", "US-Japan Framework"),
        ("the Minerals Security Partnership", "Minerals Security Partnership"),
        ("aluminum", "Aluminium"),
        ("Lynas's", "Lynas"),
    ],
)
def test_two_spellings_are_one_name(one, other):
    assert same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("gallium", "gadolinium"), ("Niger", "Nigeria"), ("US", "USA"), ("C5+1", "C5")]
)
def test_two_names_stay_two(one, other):
    assert not same_name(one, other)


def test_a_lone_article_is_kept():
    assert normal_name("The") == "the"
