import httpx
import pytest

from ingest.errors import RefusedAddress, SourceTooLarge
from ingest.sources.addresses import make_guard
from ingest.sources.web import fetch

PUBLIC = {"news.example": ("93.184.216.34",), "inside.example": ("10.0.0.7",)}


def resolve(host, port):
    del port
    return PUBLIC[host]


@pytest.mark.parametrize(
    "url",
    [
        "http://inside.example/",
        "ftp://news.example/",
        "file:///etc/passwd",
        "http://user:word@news.example/",
        "http://[::1",
    ],
)
def test_private_and_odd_addresses_are_refused(url):
    with pytest.raises(RefusedAddress):
        make_guard(resolve=resolve)(url)


def test_a_listed_host_may_be_private():
    assert make_guard({"inside.example"}, resolve)("http://inside.example/").ip == "10.0.0.7"


def test_a_redirect_into_the_private_network_is_refused():
    transport = httpx.MockTransport(lambda _: httpx.Response(302, headers={"location": "http://inside.example/"}))

    with pytest.raises(RefusedAddress, match="no public address"):
        fetch("http://news.example/", make_guard(resolve=resolve), transport=transport)


def test_the_checked_address_is_the_one_connected_to():
    seen = []

    def answer(request):
        seen.append((request.url.host, request.headers["host"]))
        return httpx.Response(200, text="Japan signed.", headers={"content-type": "text/plain"})

    source = fetch("http://news.example/a", make_guard(resolve=resolve), transport=httpx.MockTransport(answer))

    assert seen == [("93.184.216.34", "news.example")]
    assert source.content == b"Japan signed."


def test_an_answer_beyond_the_limit_is_cut_off():
    transport = httpx.MockTransport(lambda _: httpx.Response(200, text="x" * 100))

    with pytest.raises(SourceTooLarge):
        fetch("http://news.example/", make_guard(resolve=resolve), max_bytes=10, transport=transport)
