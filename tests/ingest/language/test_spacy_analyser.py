import subprocess
import sys
import time

import pytest

from ingest.language.spacy_analyser import load_analyser, parts_of

pytestmark = pytest.mark.model

NEWS = """# EU and US sign memorandum

The European Union and the United States signed a memorandum on Friday. It covers gallium and germanium.

- The 10-year, $12bn fund under Order No. 18 of the U.S. was launched
* Which countries signed the agreement with Japan?
"""


@pytest.fixture(scope="module")
def analyser():
    return load_analyser()


def read(analyser, text):
    return next(iter(analyser.analyse([text])))


def test_every_offset_points_into_the_text(analyser):
    for sentence in read(analyser, NEWS):
        assert NEWS[sentence.start : sentence.end] == sentence.text
        for part in (*sentence.tokens, *sentence.names):
            assert NEWS[part.start : part.end] == part.text


def test_headings_and_bullets_are_sentences_without_their_marks(analyser):
    texts = [sentence.text for sentence in read(analyser, NEWS)]

    assert texts == [
        "EU and US sign memorandum",
        "The European Union and the United States signed a memorandum on Friday.",
        "It covers gallium and germanium.",
        "The 10-year, $12bn fund under Order No. 18 of the U.S. was launched",
        "Which countries signed the agreement with Japan?",
    ]


def test_a_plain_sentence_is_parsed_as_anyone_would(analyser):
    (sentence,) = read(analyser, "The European Union signed an agreement with Japan.")

    arcs = {(token.text, token.dep, sentence.tokens[token.head].text) for token in sentence.tokens}
    assert {("Union", "nsubj", "signed"), ("agreement", "obj", "signed"), ("signed", "root", "signed")} <= arcs
    assert [token.lemma for token in sentence.tokens][3] == "sign"
    assert {(name.text, name.type) for name in sentence.names} >= {("Japan", "LOC")}


def test_each_sentence_is_a_tree(analyser):
    for sentence in read(analyser, NEWS * 5):
        roots = [token for token in sentence.tokens if token.head == token.index]
        assert [token.dep for token in roots] == ["root"]


def test_texts_come_back_in_order_and_empty_ones_empty(analyser):
    texts = ["Japan signed.", "", " \n\n ", "\n\nKorea signed too.\n"]

    found = [[sentence.text for sentence in sentences] for sentences in analyser.analyse(texts)]

    assert found == [["Japan signed."], [], [], ["Korea signed too."]]


def test_a_long_text_is_read_to_its_end(analyser):
    text = "The two ministers met in Tokyo and signed the pact. " * 900

    sentences = read(analyser, text)

    covered = "".join(sentence.text for sentence in sentences)
    assert covered.replace(" ", "") == text.replace(" ", "")
    assert len(sentences) == 900


@pytest.mark.parametrize("text", ["\x00\x07 a", "\u202eabc\u202c def", "word " * 700, "x" * 3000, "¿? … — ’ “”"])
def test_odd_text_is_read_without_loss(analyser, text):
    covered = "".join(token.text for sentence in read(analyser, text) for token in sentence.tokens)

    assert covered == "".join(text.split())


def test_parts_of_a_long_text_add_up():
    text = "One two three. " * 100 + "x" * 700

    parts = list(parts_of(text, size=200))

    assert "".join(part for _, part in parts) == text
    assert all(text[offset : offset + len(part)] == part for offset, part in parts)
    assert max(len(part) for _, part in parts) <= 200


def test_the_analyser_loads_quickly_and_without_torch():
    program = (
        "import sys, time; began = time.monotonic();"
        "from ingest.language.spacy_analyser import load_analyser;"
        "list(load_analyser().analyse(['Japan signed.']));"
        "assert 'torch' not in sys.modules;"
        "print(round(time.monotonic() - began, 2))"
    )
    began = time.monotonic()

    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)

    sys.stdout.write(f"analyser ready and one sentence read in {done.stdout.strip()} s\n")
    assert time.monotonic() - began < 30
