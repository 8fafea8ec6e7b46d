"""Grain "channel": what happens is what happens at grain "sync", in fewer schedules."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, Full
from typing import Any

import pytest

from pipeline_core import Channel, PipelineStopped, StopEvent, lab
from pipeline_core.channel import NumberedChannel
from tests.lab.random_programs import final_states


def script(size: int, first: str, second: str, main: str, kind: Any = Channel) -> Callable[[], Any]:
    """A program of three threads, each with its calls of one channel, in words."""

    def program() -> Any:
        stop = StopEvent()
        channel = kind(size, stop)
        seen: dict[str, list[Any]] = {"first": [], "second": [], "main": []}
        calls: dict[str, Callable[[], Any]] = {
            "put": lambda: channel.put(1),
            "offer": lambda: channel.put_nowait(2),
            "get": channel.get,
            "peek": channel.get_nowait,
            "size": channel.qsize,
            "stop": stop.set,
        }

        def work(me: str, words: str) -> None:
            for word in words.split():
                try:
                    seen[me].append(calls[word]())
                except (Empty, Full, PipelineStopped) as error:
                    seen[me].append(type(error).__name__)

        threads = [threading.Thread(target=work, args=a) for a in (("first", first), ("second", second))]
        threads[0].start()
        threads[1].start()
        work("main", main)
        threads[0].join()
        threads[1].join()
        return seen, sorted(map(str, channel.drain())), channel.qsize()

    return program


SCRIPTS = [
    script(1, "put", "get", "offer"),
    script(1, "put", "", "stop"),
    script(1, "put", "peek", "size"),
    script(2, "put", "offer", "get"),
    script(0, "put", "peek", ""),
    script(1, "get", "", "stop"),
    script(2, "put", "get", "put", NumberedChannel),
]


@pytest.mark.parametrize("program", SCRIPTS)
def test_a_channel_in_one_step_does_what_it_does_in_several(program: Any) -> None:
    """The final states are those of grain "sync", and those of trying every schedule of the coarser grain."""
    coarse, search = final_states(program, "channel", "idle", True, 200)
    every, whole = final_states(program, "channel", "idle", False, 200)
    fine, sync = final_states(program, "sync", "idle", True, 200)
    assert not search.reason, search.reason
    assert every == coarse if not whole.reason else every <= coarse
    assert coarse == fine if not sync.reason else fine <= coarse
    assert search.schedules <= sync.schedules


def test_the_peak_is_explored_where_it_may_differ() -> None:
    """How many items were inside at most depends on who was first; both are found."""

    def program() -> int:
        channel: Channel[int] = Channel(2)
        thread = threading.Thread(target=lambda: [channel.put(0), channel.put(1)])
        thread.start()
        channel.get()
        channel.get()
        thread.join()
        return channel.peak

    peaks, search = final_states(program, "channel", "idle", True, 1_000)
    assert {result for _, result, _, _ in peaks} == {"1", "2"}
    assert not search.reason


def test_what_a_channel_hands_on_is_still_watched() -> None:
    """An object that went through a channel is shared: a race on it is found."""

    def program() -> int:
        channel: Channel[list[int]] = Channel(1)
        box = [0]

        def work() -> None:
            mine = channel.get()
            mine[0] = mine[0] + 1

        thread = threading.Thread(target=work)
        thread.start()
        channel.put(box)
        seen = box[0]
        thread.join()
        return seen

    found, search = final_states(program, "channel", "idle", True, 100)
    everything, _ = final_states(program, "channel", "idle", False, 1_000)
    assert found == everything
    assert not search.reason


def test_a_schedule_at_channel_grain_plays_again() -> None:
    """The grain is part of the schedule, and the channel is its own again afterwards."""

    def program() -> list[str]:
        channel: Channel[str] = Channel(2)
        threads = [threading.Thread(target=channel.put, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        return [channel.get(), channel.get()]

    method = vars(Channel)["put"]
    found = lab.explore(program, switch="channel", check=lambda run: run.result == ["a", "b"])
    assert found.failure is not None
    assert found.failure.schedule.startswith("channel~:")
    assert lab.replay(program, found.failure.schedule).result == ["b", "a"]
    assert vars(Channel)["put"] is method


@pytest.mark.parametrize("switch", ["channel", "sync"])
def test_a_put_that_waits_is_told_as_one(switch: str) -> None:
    """A Channel waits for an empty crate; the reader of a story has a full channel, and an item in hand."""

    def program() -> None:
        rows: Channel[str] = Channel(1)
        rows.put("one")
        rows.put("two")

    story = lab.simulate(program, switch=switch).explain()
    assert "waits to put into channel `rows` (full: 1 of 1)" in story
    assert "Nobody can take anything out of channel `rows` any more." in story
    assert "crates" not in story


def test_what_is_put_into_a_channel_is_named() -> None:
    """The item, not the empty crate that the put took first."""

    def program() -> None:
        rows: Channel[str] = Channel(1)

        def read() -> None:
            for row in ("one", "two", "three"):
                rows.put(row)

        reader = threading.Thread(target=read)
        reader.start()
        rows.get()
        reader.join()

    story = lab.simulate(program, switch="channel").explain()
    assert "puts 'two' into rows" in story
    assert "None" not in story
