"""
Packs of questions: folders as they are handed round, and the graphs of these tests.
"""

from pathlib import Path

from kg.ask.evaluate import graph_files, questions_of

WARDS = Path(__file__).parent / "graphs" / "wards.ttl"


def test_a_graph_with_questions_beside_it_is_a_pack():
    every, with_answer = questions_of(WARDS, None, with_empty=True), questions_of(WARDS, None)

    assert graph_files(WARDS) == [WARDS]
    assert {question["graph"] for question in every} == {"wards"}
    assert len({question["id"] for question in every}) == len(every) > len(with_answer) > 0
    assert all(question.get("answers") or question.get("rows") for question in with_answer)


def test_a_folder_is_a_pack(tmp_path):
    (tmp_path / "b.ttl").touch()
    (tmp_path / "a.ttl").touch()
    (tmp_path / "questions.json").write_text('[{"id": "1", "q": "Which?", "answer_type": "x", "answers": ["1"]}]')

    assert [path.name for path in graph_files(tmp_path)] == ["a.ttl", "b.ttl"]
    assert [question["q"] for question in questions_of(tmp_path, None)] == ["Which?"]
