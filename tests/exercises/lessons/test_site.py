"""The server of chapter 10 answers as it is told, counts what it is asked, and leaves nothing behind."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from exercises.lessons.site import CUT, HANG, Reply, Site
from tests.core.helpers import wait_until


@pytest.fixture
def client():
    with httpx.Client(timeout=20, verify=False) as asks:
        yield asks


def test_replies_come_in_their_order_and_the_last_goes_on(client):
    """A page that recovers, and one that is not there."""
    with Site({"/page": [Reply("", 503), Reply("text")]}) as site:
        got = [client.get(f"{site.address}/page") for _ in range(3)]
        gone = client.get(f"{site.address}/nowhere")
    assert [(each.status_code, each.text) for each in got] == [(503, ""), (200, "text"), (200, "text")]
    assert gone.status_code == 404
    assert [each.path for each in site.asked] == ["/page"] * 3 + ["/nowhere"]
    assert len(site.requests("/page")) == 3


def test_a_connection_that_is_cut_is_an_error_at_once(client):
    """No reply, and no timeout either."""
    with Site({"/page": [CUT, Reply("text")]}) as site:
        with pytest.raises(httpx.RemoteProtocolError):
            client.get(f"{site.address}/page")
        assert client.get(f"{site.address}/page").text == "text"


def test_what_hangs_is_counted_and_ends_with_the_server(client):
    """Whoever asks waits until the server is gone; leaving the block ends all threads of it."""
    before = set(threading.enumerate())
    with ThreadPoolExecutor(2) as pool:
        with Site({"/page": [HANG]}) as site:
            calls = [pool.submit(client.get, f"{site.address}/page") for _ in range(2)]
            wait_until(lambda: site.most_at_once == 2, "both ask")
            assert not any(call.done() for call in calls)
        assert all(isinstance(call.exception(), httpx.RemoteProtocolError) for call in calls)
    assert set(threading.enumerate()) == before


def test_a_client_that_has_gone_is_nothing_to_print(client, capfd):
    """It gave up; the server finds that out while it answers, and goes on."""
    with Site({"/late": [Reply("x" * 5_000_000, after=0.2)], "/page": [Reply("text")]}) as site:
        with pytest.raises(httpx.ReadTimeout):
            client.get(f"{site.address}/late", timeout=httpx.Timeout(20, read=0.01))
        assert client.get(f"{site.address}/page").text == "text"
    assert capfd.readouterr() == ("", "")


def test_it_ends_also_when_its_block_raises():
    """The port is free again, and no thread is left."""
    with pytest.raises(ZeroDivisionError), Site({}) as site:
        address = site.address
        raise ZeroDivisionError
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, verify=False)
