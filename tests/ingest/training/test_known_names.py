import pytest

from ingest.training.known_names import SOME_NAME, UNTOLD, known_name_tags, proper_runs, read_known_names

KNOWN = {"Ruth Gonzales": "PER", "University of Houston": "ORG", "Texans": "O"}


def tags_for(words, tags, heads, deprels):
    upos, xpos = zip(*(tag.split("/") for tag in tags.split()), strict=True)
    return known_name_tags(forms=words.split(), upos=upos, xpos=xpos, heads=heads, deprels=deprels.split(), known=KNOWN)


def test_a_known_name_is_tagged_without_its_title():
    tags = tags_for(
        "Dr. Ruth Gonzales left",
        "PROPN/NNP PROPN/NNP PROPN/NNP VERB/VBD",
        (4, 1, 1, 0),
        "nsubj flat flat root",
    )

    assert tags == ("O", "B-PER", "I-PER", "O")


def test_a_name_holds_its_of():
    runs = proper_runs(
        "the University of Houston".split(), "DT NNP IN NNP".split(), (2, 0, 4, 2), ["det", "root", "case", "nmod"]
    )

    assert runs == [(1, 4)]


def test_a_comma_parts_two_names():
    runs = proper_runs("Houston , Texas".split(), "NNP , NNP".split(), (0, 3, 1), ["root", "punct", "flat"])

    assert runs == [(0, 1), (2, 3)]


def test_an_unknown_proper_noun_is_some_name_and_words_beside_it_are_left_open():
    tags = tags_for("Meet the Zorg Inn", "VERB/VB DET/DT PROPN/NNP NOUN/NN", (0, 4, 4, 1), "root det compound obj")

    assert tags == ("O", UNTOLD, SOME_NAME, "O")


def test_what_is_written_like_a_name_and_is_none_is_told_so():
    tags = tags_for("Texans vote Tuesday", "PROPN/NNPS VERB/VBP PROPN/NNP", (2, 0, 2), "nsubj root obl")

    assert tags == ("O", "O", "O")


@pytest.mark.parametrize(("name", "kind"), [("Houston", "LOC"), ("Enron", "ORG"), ("George Harrison", "PER")])
def test_the_list_types_names(name, kind):
    assert read_known_names()[name] == kind
