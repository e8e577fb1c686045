import pytest

from ingest.language.pieces import CLS, MAX_PIECES_PER_WORD, SEP, SHAPES, PieceTable, batch_of, shape_of


def test_a_long_word_keeps_its_first_pieces_and_its_last():
    table = PieceTable(lambda form: [ord(letter) for letter in form])

    pieces = table.pieces_of("abcdefghij")

    assert len(pieces) == MAX_PIECES_PER_WORD
    assert pieces == (*map(ord, "abcde"), ord("j"))


def test_the_table_forgets_before_it_grows_too_large():
    calls = []
    table = PieceTable(lambda form: calls.append(form) or [1], max_words=2)

    for form in ("a", "b", "a", "c", "a"):
        table.pieces_of(form)

    assert calls == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    ("one", "other"), [("Japan", "japan"), ("US", "Us"), ("1990s", "1990"), ("-", "a"), ("iPhone", "x")]
)
def test_shapes_tell_ways_of_writing_apart(one, other):
    assert shape_of(one, glued=False) != shape_of(other, glued=False)
    assert shape_of(one, glued=False) != shape_of(one, glued=True)
    assert 0 < shape_of(one, glued=True) < shape_of(one, glued=False, on_new_line=True) < SHAPES


def test_windows_of_unlike_length_are_padded_on_the_right():
    batch = batch_of([[((7, 8), 4), ((9,), 2)], [((5,), 4)]])

    assert batch.pieces.tolist() == [[CLS, 7, 8, 9, SEP], [CLS, 5, SEP, 0, 0]]
    assert batch.mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert batch.first.tolist() == [[1, 3], [1, 0]]
    assert batch.last.tolist() == [[2, 3], [1, 0]]
