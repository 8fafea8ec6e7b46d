"""The exported file is what the trace event format asks for, and says what the run did."""

from __future__ import annotations

import json
import threading
import time

import pytest

from pipeline_core import PipelineManager, PoolWorker, lab


class Pool(PoolWorker):
    def process_item(self, item):
        time.sleep(0.002)
        return item


def pipeline():
    manager = PipelineManager(maxsize=2, trace=True)
    manager.add_worker(lambda item: time.sleep(0.001) or item, name="load", workers=2)
    manager.add_worker(Pool, name="pool", worker_args={"num_sub_workers": 2})
    manager.add_worker(lambda item: 1 // item, name="divide", on_error="skip")
    with manager:
        manager.run(range(5))
    return manager


@pytest.fixture
def events(tmp_path):
    """The events of one pipeline in virtual time, read back from the file."""
    path = lab.to_chrome_trace(lab.simulate(pipeline, switch="sync"), tmp_path / "trace.json")
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["displayTimeUnit"] == "ms"
    return written["traceEvents"]


def test_every_event_has_what_its_phase_needs(events):
    """A name, a process and a thread; a span a start and a length, a counter a number, an instant a scope."""
    needs = {"M": set(), "X": {"ts", "dur", "cat"}, "C": {"ts"}, "i": {"ts", "s"}}
    for event in events:
        assert {"ph", "name", "pid", "tid"} <= event.keys()
        assert needs[event["ph"]] <= event.keys()
        assert all(event[key] >= 0 for key in ("ts", "dur") if key in event)
        if event["ph"] == "C":
            assert all(isinstance(value, int) for value in event["args"].values())


def test_threads_are_named_in_the_order_of_the_flow(events):
    """The source first; a pool's threads like those of every stage; each with its place in the order."""
    names = [event["args"]["name"] for event in events if event["name"] == "thread_name"]
    assert names == [
        "source", "load/1", "load/2", "pool/1", "pool/2", "divide/1", "consumer",
    ]  # fmt: skip
    order = [event["args"]["sort_index"] for event in events if event["name"] == "thread_sort_index"]
    assert order == sorted(order)


def test_spans_of_one_thread_do_not_overlap(events):
    """Each begins where the one before has ended, or later: viewers would nest them otherwise."""
    ends: dict[int, float] = {}
    for event in events:
        if event["ph"] == "X":
            assert event["ts"] >= ends.get(event["tid"], 0) - 1e-3
            ends[event["tid"]] = event["ts"] + event["dur"]


def test_times_are_in_microseconds_and_items_are_named(events):
    """Loading an item takes one virtual millisecond."""
    loads = [e for e in events if e["ph"] == "X" and e["cat"] == "load" and e["name"] == "working"]
    assert [event["dur"] for event in loads] == [1000.0] * 5
    assert sorted(event["args"]["item"] for event in loads) == list(range(5))


def test_depths_are_counters_and_failures_are_marked(events):
    """A counter for each queue, never above its limit, ending at 0; one mark for the division by zero."""
    counters = {event["name"] for event in events if event["ph"] == "C"}
    assert counters == {"queue load", "queue pool", "queue divide"}
    for name in counters:
        depths = [event["args"]["items"] for event in events if event["name"] == name]
        assert max(depths) <= 2
        assert depths[-1] == 0
    assert [event["name"] for event in events if event["ph"] == "i"] == ["failed"]


def test_a_program_of_plain_threads_is_exported_too(tmp_path):
    """No pipeline is needed: the lab saw the threads themselves."""

    def program():
        thread = threading.Thread(target=time.sleep, args=(0.5,), name="sleeper")
        thread.start()
        thread.join()

    path = lab.to_chrome_trace(lab.simulate(program), tmp_path / "trace.json")
    events = json.loads(path.read_text(encoding="utf-8"))["traceEvents"]
    assert [e["dur"] for e in events if e["ph"] == "X" and e["name"] == "sleeping"] == [500_000.0]


def test_what_holds_no_trace_is_refused_and_nothing_is_written(tmp_path):
    """The message speaks of a trace, not of a picture."""
    says = "^a trace is written of a Trace, of a PipelineManager with trace=True or of a lab Run, not of 3$"
    with pytest.raises(TypeError, match=says):
        lab.to_chrome_trace(3, tmp_path / "trace.json")
    assert list(tmp_path.iterdir()) == []
