"""The real core is shown as it stands, and has all its parts again when a cell is over."""

from threading import Thread

import pytest

from exercises.lessons.taken_out import instead, show_source, with_and_without
from pipeline_core import Channel, PipelineStopped, StopEvent


def stopped_in_get():
    """Two threads wait, and a stop comes."""
    stop = StopEvent()
    channel = Channel(1, stop)
    left = []

    def wait():
        try:
            channel.get()
        except PipelineStopped:
            left.append(1)

    threads = [Thread(target=wait) for _ in range(2)]
    for thread in threads:
        thread.start()
    stop.set()
    for thread in threads:
        thread.join()
    return len(left)


def stop_and_no_more(self, side, token):
    raise PipelineStopped


def test_the_text_is_the_real_one_without_its_docstring(capsys):
    """What is read is what runs."""
    show_source(Channel, "put")
    text = capsys.readouterr().out
    assert text.startswith("def put(")
    assert "self._send(item)" in text
    assert '"""' not in text


def test_a_part_is_back_when_the_block_is_left():
    """Also if something goes wrong inside."""
    real = vars(Channel)["_stop"]
    with pytest.raises(ZeroDivisionError), instead(Channel, _stop=stop_and_no_more):
        assert vars(Channel)["_stop"] is stop_and_no_more
        raise ZeroDivisionError
    assert vars(Channel)["_stop"] is real


def test_only_a_part_of_its_own_can_be_taken_out():
    """A slip in a name would leave the real part in place, and prove nothing."""
    with pytest.raises(KeyError), instead(Channel, no_such_part=stop_and_no_more):
        pass


def test_a_search_tells_what_a_part_is_for(capsys):
    """With it the program holds in all orders; without it a failing run is returned, and told."""
    failure = with_and_without(stopped_in_get, Channel, lambda left: left == 2, _stop=stop_and_no_more)
    text = capsys.readouterr().out
    assert failure.outcome == "deadlock"
    assert "it holds in all" in text
    assert "without: deadlock" in text


def test_a_program_that_fails_as_it_is_proves_nothing():
    """The real part must hold before anything is said of its absence."""
    with pytest.raises(AssertionError):
        with_and_without(stopped_in_get, Channel, lambda left: left == 3, _stop=stop_and_no_more)
