from itertools import pairwise

import numpy as np
import pytest

from ingest.language.windows import (
    MAX_PIECES,
    MUCH_ROOM,
    ROOM,
    Layout,
    sentences_in,
    settle_quotes,
    windows_over,
)


def layout_of(*paragraphs, pieces=1):
    ends = np.cumsum(paragraphs)
    return Layout(np.arange(ends[-1] + 1, dtype=np.int64) * pieces, (0, *map(int, ends)))


def read_all(layout, starts_at):
    """
    The sentences of a text whose sentences start at given tokens, as the reader would put them together.
    """
    pending, found, rounds = list(windows_over(layout)), [], 0
    while pending:
        rounds += 1
        following = []
        for window in pending:
            scores = np.array([1.0 if token in starts_at else -1.0 for token in range(window.start, window.end)])
            spans, more = sentences_in(window, scores, layout)
            found += [(window.start + start, window.start + end) for start, end in spans]
            following += [more] if more else []
        pending = following
        assert rounds < 1000
    return sorted(found)


def test_short_paragraphs_share_a_window():
    layout = layout_of(20, 30, 40, 50)

    windows = list(windows_over(layout))

    assert [(window.start, window.end) for window in windows] == [(0, 90), (90, 140)]


def test_a_paragraph_ends_a_sentence_whatever_the_scores_say():
    assert read_all(layout_of(5, 7), set()) == [(0, 5), (5, 12)]


def test_a_sentence_cut_by_a_window_is_read_again_whole():
    starts = set(range(0, 1000, 35))

    sentences = read_all(layout_of(1000), starts)

    assert [start for start, _ in sentences] == sorted(starts)
    assert sentences[-1][1] == 1000


def test_a_long_sentence_gets_a_wider_window():
    assert (0, 200) in read_all(layout_of(400), {0, 200})


def test_a_sentence_without_an_end_is_cut_and_nothing_is_lost():
    sentences = read_all(layout_of(5 * MUCH_ROOM), set())

    assert sentences[0][0] == 0
    assert sentences[-1][1] == 5 * MUCH_ROOM
    assert all(one[1] == other[0] for one, other in pairwise(sentences))


def test_no_window_holds_more_word_pieces_than_the_encoder_has_positions():
    layout = layout_of(400, 90, 90, pieces=6)

    windows = list(windows_over(layout))

    assert max((window.end - window.start) * 6 for window in windows) <= MAX_PIECES
    assert max(window.end - window.start for window in windows) <= ROOM


@pytest.mark.parametrize(
    ("words", "glued", "guess", "start"),
    [
        ('said . " We', (0, 1, 0, 1), 3, 2),
        ('gone . " We', (0, 1, 1, 0), 2, 3),
        ("left . “ We", (0, 1, 1, 0), 2, 3),
        ("left . We went", (0, 1, 0, 0), 2, 2),
    ],
)
def test_a_sentence_starts_with_the_quotation_mark_that_opens_it_and_with_none_that_closes(words, glued, guess, start):
    scores = np.where(np.arange(4) == guess, 2.0, -2.0).astype(np.float32)

    settled = settle_quotes(scores, words.split(), [bool(each) for each in glued])

    assert np.flatnonzero(settled > 0).tolist() == [start]
