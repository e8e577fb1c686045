import gzip
from dataclasses import replace

import pytest

from ingest.training.raw import raw_text, read_uner
from ingest.training.treebank import main_relation, read_treebank

GUM = """# newdoc id = GUM_news_mine
# text = Japan's won't.
1-2\tJapan's\t_\t_\t_\t_\t_\t_\t_\t_
1\tJapan\tJapan\tPROPN\tNNP\tNumber=Sing\t3\tnsubj:outer\t_\tEntity=(1-place-new-cf1-1-sgl)
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3-4\twon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\two\twill\tAUX\tMD\t_\t0\troot\t_\t_
4\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""


@pytest.fixture
def sentence(tmp_path):
    path = tmp_path / "gum-part.conllu.gz"
    path.write_bytes(gzip.compress(GUM.encode()))
    (found,) = read_treebank(path)
    return found


def test_a_sentence_is_read_with_its_genre_relations_and_names(sentence):
    assert sentence.genre == "news"
    assert sentence.deprels == ("nsubj", "case", "root", "advmod", "punct")
    assert sentence.names == ("B-LOC", "O", "O", "O", "O")


def test_parts_of_one_written_word_are_glued(sentence):
    assert sentence.glued == (False, True, False, True, True)


def test_only_the_subtypes_the_parser_learns_are_kept():
    assert main_relation("obl:agent") == "obl:agent"
    assert main_relation("obl:tmod") == "obl"


def test_running_text_is_the_sentences_with_one_space(sentence):
    assert raw_text([sentence, sentence]) == "Japan's won't. Japan's won't."


def test_a_title_of_a_page_stands_apart_where_asked(sentence):
    title = replace(sentence, text="Japan won't", upos=sentence.upos[:-1])

    assert raw_text([sentence, title, sentence], apart=True) == "Japan's won't.\n\nJapan won't\n\nJapan's won't."


def test_names_to_score_against_are_spans_of_characters(tmp_path):
    path = tmp_path / "names.iob2.gz"
    path.write_bytes(gzip.compress(b"# text = In New York\n1\tIn\tO\n2\tNew\tB-LOC\n3\tYork\tI-LOC\n"))

    assert dict(read_uner(path)) == {"InNewYork": frozenset({(2, 9, "LOC")})}
