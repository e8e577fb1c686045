from kg.search.snippets import SNIPPET_LENGTH, snippet

TEXT = " ".join(f"word{number:03}" for number in range(100))


def shown(marked):
    start, end = snippet(TEXT, 1000, tuple((1000 + at, 1000 + at + 7) for at in marked))
    return TEXT[start - 1000 : end - 1000]


def test_a_short_passage_is_shown_whole():
    assert snippet("short", 7, ()) == (7, 12)


def test_the_part_with_the_most_highlights_is_shown():
    assert "word080" in shown([8, 640, 648])
    assert "word001" not in shown([8, 640, 648])


def test_words_stay_whole():
    text = shown([400])

    assert len(text) <= SNIPPET_LENGTH
    assert all(len(word) == 7 for word in text.split())


def test_without_highlights_the_beginning_is_shown():
    assert shown([]).startswith("word000")
