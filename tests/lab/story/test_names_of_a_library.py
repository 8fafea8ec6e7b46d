"""What no variable of the program holds is called as its library calls it: queues of pipelines and pools."""

from __future__ import annotations

from queue import Queue

import pytest

from pipeline_core import SENTINEL, SKIP, Channel, PipelineManager, lab
from pipeline_core.stage import Port
from tests.lab.programs import together


def fed_by(queue):
    while (item := queue.get()) is not SENTINEL:
        yield item


@pytest.mark.parametrize("grain", ["channel", "sync", "line"])
def test_the_queue_in_front_of_a_stage_has_its_name(grain):
    """A reader can tell input from output; of the second pipeline with such a stage, too."""

    def program():
        to_first, to_second = Queue(), Queue()
        with PipelineManager() as first, PipelineManager() as second:
            first.add_worker(to_second.put, "send").start(fed_by(to_first))
            second.add_worker(to_first.put, "send").start(fed_by(to_second))
            first.wait_for_completion()

    told = lab.simulate(program, switch=grain).explain()
    assert "MainThread waits to get from channel `results` (empty)" in told
    assert "send/1 (thread 2) (daemon) waits to get from channel `send` (empty)" in told
    assert "send/1 (thread 4) (daemon) waits to get from channel `send #2` (empty)" in told


@pytest.mark.parametrize("grain", ["channel", "sync"])
def test_a_permit_is_told_from_an_item(grain, monkeypatch):
    """A worker that asks for a permit does not wait at its output."""

    def program():
        manager = PipelineManager(maxsize=2).add_worker(lambda item: item or SKIP, "odd", workers=2)
        manager.run([1, 0, 2, 3, 4, 5])

    monkeypatch.setattr(Port, "drop", lambda self, mark: None)  # the gap stays open
    told = lab.simulate(program, switch=grain).explain()
    assert "(daemon) waits to put into channel `permits of odd` (full: 4 of 4)" in told
    assert "MainThread waits to get from channel `results`" in told


def test_a_channel_without_a_name_has_a_number():
    """One that a program makes and keeps nowhere is the first of its kind."""
    told = lab.simulate(lambda: together(lambda: Channel(1).get())).explain()
    assert "waits to get from channel 1 (empty)" in told


def test_the_queue_of_a_pool_is_called_as_its_threads():
    """A pool in a library that is only called: the queue in front of its threads has their name."""
    space = {"__name__": "concurrent.elsewhere"}
    code = """
from concurrent.futures import ThreadPoolExecutor

def elsewhere(work):
    with ThreadPoolExecutor(1, "helper") as pool:
        pool.submit(work).result()
"""
    exec(code, space)
    run = lab.simulate(lambda: space["elsewhere"](lambda: lab.compute(0.1)))
    assert {event.what.bare for event in run.events if event.what.word == "queue"} == {"helper"}
    assert "helper_0" in run.threads
