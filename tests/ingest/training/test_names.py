from ingest.training.names import EntitySpan, name_tags


def test_a_title_and_a_nationality_are_no_part_of_a_person_s_name():
    tags = name_tags(
        forms="U.S. President Donald Trump spoke".split(),
        xpos="NNP NNP NNP NNP VBD".split(),
        heads=(2, 3, 5, 3, 0),
        deprels="compound nmod nsubj flat root".split(),
        spans=[EntitySpan(0, 3, "person"), EntitySpan(0, 0, "place")],
    )

    assert tags == ("B-LOC", "O", "B-PER", "I-PER", "O")


def test_a_name_keeps_its_of_and_loses_its_article():
    tags = name_tags(
        forms="the University of California".split(),
        xpos="DT NNP IN NNP".split(),
        heads=(2, 0, 4, 2),
        deprels="det root case nmod".split(),
        spans=[EntitySpan(0, 3, "organization"), EntitySpan(3, 3, "place")],
    )

    assert tags == ("O", "B-ORG", "I-ORG", "I-ORG")


def test_a_mention_headed_by_a_common_noun_is_no_name():
    tags = name_tags(
        forms="the girls".split(),
        xpos="DT NNS".split(),
        heads=(2, 0),
        deprels="det root".split(),
        spans=[EntitySpan(0, 1, "person")],
    )

    assert tags == ("O", "O")
