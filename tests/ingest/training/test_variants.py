import random

import pytest

from ingest.training.treebank import TreeSentence
from ingest.training.variants import collect_names, laid_out, renamed


def sentence_of(words, xpos, names, *, upos=None, paragraph_start=False):
    forms = tuple(words.split())
    return TreeSentence(
        text=words,
        document="d",
        genre="news",
        forms=forms,
        lemmas=forms,
        upos=tuple((upos or xpos).split()),
        xpos=tuple(xpos.split()),
        feats=("_",) * len(forms),
        heads=(0,) + (1,) * (len(forms) - 1),
        deprels=("root",) + ("dep",) * (len(forms) - 1),
        glued=(False,) * len(forms),
        names=tuple(names.split()),
        is_question=False,
        paragraph_start=paragraph_start,
    )


ADA = sentence_of("Ada Byron met Japan", "NNP NNP VBD NNP", "B-PER I-PER O B-LOC")
BOB = sentence_of("Bob Ross left", "NNP NNP VBD", "B-PER I-PER O")


def test_a_name_gives_way_only_to_one_of_its_type_and_length():
    names = collect_names([ADA, BOB])

    written = {" ".join(renamed(ADA, names, random.Random(seed)).forms) for seed in range(50)}

    assert written == {"Ada Byron met Japan", "Bob Ross met Japan"}


def test_a_renamed_sentence_keeps_its_tree_and_its_tags():
    names = collect_names([BOB])

    other = next(each for seed in range(50) if (each := renamed(ADA, names, random.Random(seed))).forms[0] == "Bob")

    assert (other.heads, other.names, other.lemmas[:2]) == (ADA.heads, ADA.names, ("Bob", "Ross"))


TITLE = sentence_of("Ada wins", "NNP VBZ", "B-PER O")
TEXT = sentence_of("She won .", "PRP VBD .", "O O O", upos="PRON VERB PUNCT")


def first_words_on_lines(window, tries=400):
    laid = [laid_out(window, random.Random(seed)) for seed in range(tries)]
    return sum(0 in window[1].lines for window in laid) / tries


def test_a_line_breaks_after_a_title_more_often_than_between_sentences():
    assert first_words_on_lines([TITLE, TEXT]) > 2 * first_words_on_lines([TEXT, TEXT])


@pytest.mark.parametrize("seed", range(20))
def test_a_line_never_breaks_inside_a_word(seed):
    glued = sentence_of("rare - earth " * 10, "JJ HYPH NN " * 10, "O O O " * 10)
    glued = TreeSentence(
        **{name: getattr(glued, name) for name in glued.__slots__} | {"glued": (False, True, True) * 10}
    )

    (laid,) = laid_out([glued], random.Random(seed))

    assert all(place % 3 == 0 for place in laid.lines)
