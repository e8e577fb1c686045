import pytest

from api import conversations
from api.conversations import Conversations


def test_a_follow_up_leans_on_the_answer_of_its_conversation(site):
    first = site.post("/ask", json={"question": "Which agreements did the European Union sign?"}).json()

    second = site.post("/ask", json={"question": "how many?", "conversation": first["conversation"]}).json()

    assert first["asked"] == first["question"]
    assert second["conversation"] == first["conversation"]
    assert second["asked"] == "how many of those"
    assert [value["value"] for value in second["answers"]] == [len(first["answers"])]


def test_a_new_name_takes_the_place_of_the_old_one(site):
    first = site.post("/ask", json={"question": "Which agreements did the European Union sign?"}).json()

    second = site.post("/ask", json={"question": "and Japan?", "conversation": first["conversation"]}).json()

    assert second["asked"] == "Which agreements did Japan sign?"


def test_a_question_in_no_conversation_stands_alone(site):
    site.post("/ask", json={"question": "Which agreements did the European Union sign?"})

    alone = site.post("/ask", json={"question": "how many?"}).json()

    assert alone["asked"] == "how many?"
    assert alone["answers"] == []


@pytest.mark.parametrize("path", ["/?q=Which+agreements+did+the+European+Union+sign%3F"])
def test_the_page_carries_the_conversation_on(site, path):
    page = site.get(path).text

    assert 'name="conversation"' in page


def test_the_conversation_longest_silent_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(conversations, "MOST_KEPT", 2)
    kept = Conversations()
    first = kept.talk("a")
    kept.talk("b")
    assert kept.talk("a") is first

    kept.talk("c")

    assert kept.talk("a") is first
    assert len(kept._talks) == 2


def test_a_day_named_in_the_question_is_the_day_it_is_answered_for(service):
    now = service.ask("When was the US-EU memorandum signed?")
    then = service.ask("As of 10 March 2026, when was the US-EU memorandum signed?")

    assert "2026-04-24" in {value.value for value in now.answer.answers}
    assert then.answer.as_of == "2026-03-10"
    assert "2026-04-24" not in {value.value for value in then.answer.answers}


def test_what_was_promised_by_a_day_is_not_signed_on_that_day(service):
    told = service.ask("As of 10 March 2026, is the US-EU memorandum signed?")

    assert told.answer.as_of == "2026-03-10"
    assert [value.value for value in told.answer.answers] == [False]
