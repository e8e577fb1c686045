import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api.choosing import Chooser, chooser_of
from api.settings import Settings

READINGS = ["rivers that run through Texas", "cities in Texas", "states that border Texas"]


@contextmanager
def stand_in(said, *, status=200, wait_seconds=0.0):
    """
    A server that speaks as an OpenAI-compatible endpoint does, and keeps what it was asked.
    """
    asked = []

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            asked.append((self.path, self.headers["Authorization"], json.loads(self.rfile.read(length))))
            time.sleep(wait_seconds)
            body = json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def chooser_at(url, folder, **options):
    return Chooser(url, "small", "s3cret", options.get("timeout_seconds", 5.0), folder / "choices.jsonl")


@pytest.mark.parametrize(
    ("said", "chosen"),
    [("2", 2), (" 3.", 3), ("0", None), ("4", None), ("2 or 3", None), ("SELECT ?x", None), ("", None)],
)
def test_it_may_name_one_of_our_readings_and_nothing_else(tmp_path, said, chosen):
    with stand_in(said) as (url, _):
        assert chooser_at(url, tmp_path).choose("What is in Texas?", READINGS) == chosen


def test_it_is_shown_the_question_and_the_readings_with_its_key(tmp_path):
    with stand_in("1") as (url, asked):
        chooser_at(url, tmp_path).choose("What is in Texas?", READINGS)

    ((path, authorization, body),) = asked
    assert path == "/v1/chat/completions"
    assert authorization == "Bearer s3cret"
    assert body["model"] == "small"
    assert "What is in Texas?" in body["messages"][1]["content"]
    assert all(reading in body["messages"][1]["content"] for reading in READINGS)


@pytest.mark.parametrize(
    ("broken", "timeout_seconds"), [({"said": "1", "status": 500}, 5.0), ({"said": "1", "wait_seconds": 1.0}, 0.2)]
)
def test_a_slow_or_broken_model_chooses_nothing_and_is_on_record(tmp_path, broken, timeout_seconds):
    with stand_in(**broken) as (url, _):
        chosen = chooser_at(url, tmp_path, timeout_seconds=timeout_seconds).choose("What is in Texas?", READINGS)

    (line,) = (tmp_path / "choices.jsonl").read_text().splitlines()
    assert chosen is None
    assert json.loads(line)["error"]
    assert "s3cret" not in line


def test_each_use_is_on_record(tmp_path):
    with stand_in("2") as (url, _):
        chooser_at(url, tmp_path).choose("What is in Texas?", READINGS)

    kept = json.loads((tmp_path / "choices.jsonl").read_text())
    assert (kept["model"], kept["question"], kept["readings"], kept["chosen"]) == (
        "small",
        "What is in Texas?",
        READINGS,
        2,
    )


def test_without_an_address_none_is_asked(tmp_path):
    assert chooser_of(Settings(data=tmp_path)) is None


def test_an_ambiguous_question_is_answered_with_the_reading_it_chose(service, monkeypatch, tmp_path):
    question = "US-EU memorandum day"
    alone = service.ask(question)
    assert alone.answer.outcome.value == "ambiguous"

    with stand_in("2") as (url, _):
        monkeypatch.setattr(service.questions, "chooser", chooser_at(url, tmp_path))
        told = service.ask(question)

    assert told.answer.reading == alone.answer.readings[1].text
    assert told.chosen_by == "small"
