"""A pipeline that stands still is told once, with the line that holds it up; one that moves is left alone.

Most run under the lab, where seconds are virtual: so the reports are exact, and nobody waits.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from pathlib import Path

import pytest

from pipeline_core import PipelineManager, PoolWorker, lab
from pipeline_core.lab.pipelines.watchdog import watchdog
from tests.core.helpers import wait_until


def same(item):
    return item


def watched(work, cure, *, source=range(8), after=2.0, culprit="", **settings):
    """Run a pipeline whose middle stage is ``work``; ``cure`` is called when a stall of it was told."""
    said: list[str] = []

    def say(text):
        if culprit not in text:  # on a slow machine, before it has come that far
            return
        said.append(text)
        cure()

    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(same, name="first").add_worker(work, name="work", **settings)
        manager.add_worker(same, name="last")
        manager.start(source)
        return watchdog(manager, after=after, say=say), said


def simulated(program):
    run = lab.simulate(program, switch="sync")
    assert run.outcome == "finished", run.explain()
    return run.result


def test_a_report_names_the_line_that_holds_all_up_who_waits_and_what_to_try():
    """The whole text, for a worker that waits for a lock."""

    def program():
        gate = threading.Lock()
        gate.acquire()

        def work(item):
            if item == 3:
                with gate:
                    pass
            return item

        return watched(work, gate.release)

    results, said = simulated(program)
    assert results == list(range(8))
    line = program.__code__.co_firstlineno + 6
    assert said == [
        (
            "Nothing has moved in pipeline for at least 2.0 s; 3 results have come out.\n"
            f"Held up by work/1, at work on item 3, in work, line {line}: with gate:\n"
            "Who waits:\n"
            "  source has left, 2.5 s\n"
            "  first/1 waits for room in queue 'work' (2/2), 2.5 s\n"
            "  work/1 has been working since its last wait, 2.5 s\n"
            "  last/1 waits for an item in queue 'last' (0/2), 2.5 s\n"
            "A lock: see who holds it. Two threads that take two locks in two orders wait for each other."
        )
    ]


def waits_for_an_event():
    event = threading.Event()

    def work(item):
        event.wait()
        return item

    return work, event.set, {}


def waits_for_a_queue():
    inner = queue.Queue()

    def work(item):
        if item == 0:
            inner.get()
        return item

    return work, lambda: inner.put(1), {}


def waits_for_a_thread():
    event = threading.Event()
    other = threading.Thread(target=event.wait)

    def work(item):
        if item == 0:
            other.start()
            other.join()
        return item

    return work, event.set, {}


def sub_task_waits():
    event = threading.Event()

    class Work(PoolWorker):
        def process_item(self, item):
            if item == 2:
                event.wait()
            return item

    return Work, event.set, {"worker_args": {"num_sub_workers": 2}}


@pytest.mark.parametrize(
    ("make", "held_up", "cure"),
    [
        (waits_for_an_event, "work/1, at work on item 0, in work", "An event or a condition"),
        (waits_for_a_queue, "work/1, at work on item 0, in work", "A queue of its own"),
        (waits_for_a_thread, "work/1, at work on item 0, in work", "The end of another thread"),
        (sub_task_waits, "work/", "An event or a condition"),
    ],
)
def test_what_a_thread_waits_for_decides_what_is_advised(make, held_up, cure):
    """The functions of the standard library between the user's line and the wait tell them apart."""
    work, release, settings = make()
    results, said = watched(work, release, after=0.05, culprit=f"Held up by {held_up}", **settings)
    assert results == list(range(8))
    assert cure in said[0].splitlines()[-1]


def test_a_source_that_does_not_go_on_is_the_culprit():
    """The iterable's own line is shown."""

    def program():
        event = threading.Event()

        def items():
            yield 1
            event.wait()

        return watched(same, event.set, source=items())

    results, said = simulated(program)
    assert results == [1]
    assert "Held up by source, in items" in said[0]


def test_each_stall_is_told_once():
    """Two items of nine seconds, looked at every half second: two reports, and none for the quick ones."""

    def program():
        def work(item):
            time.sleep(9 if item in {1, 6} else 0.1)
            return item

        return watched(work, lambda: None)

    results, said = simulated(program)
    assert results == list(range(8))
    assert [text.splitlines()[1].split(",")[1] for text in said] == [
        " at work on item 1",
        " at work on item 6",
    ]


def test_a_pipeline_that_moves_is_left_alone():
    """An item every second is no stall of two seconds, however long it all takes."""

    def program():
        def work(item):
            time.sleep(1)
            return item

        return watched(work, lambda: None)

    assert simulated(program) == (list(range(8)), [])


def test_with_stop_the_pipeline_is_stopped_and_what_came_out_is_returned():
    """``stop=True`` ends a pipeline whose source waits for good, as long as that hears of the stop."""

    def program():
        def produce(queue, stop_event):
            queue.put(1)
            stop_event.wait()

        with PipelineManager(maxsize=2) as manager:
            manager.add_worker(same).start(produce)
            return watchdog(manager, stop=True, say=lambda text: None), manager.state

    assert simulated(program) == ([1], "stopped")


def test_on_real_threads_it_is_the_same():
    """The report comes while the worker really stands at the lock."""
    gate = threading.Lock()
    gate.acquire()

    def work(item):
        with gate:
            return item

    results, said = watched(work, gate.release, after=0.05, culprit="Held up by work/1")
    assert results == list(range(8))
    assert "with gate:" in said[0]


def test_an_executors_sub_task_elsewhere_is_named_as_such():
    """Where a foreign executor works nobody can see from here; the report says so."""
    from concurrent.futures import Future

    class Elsewhere:
        def __init__(self):
            self.futures = []

        def submit(self, function, item):
            self.futures.append(Future())
            return self.futures[-1]

    away = Elsewhere()

    def cure():
        wait_until(lambda: len(away.futures) == 2, "both sub-tasks are under way")
        for future in away.futures:
            future.set_result(1)

    _, said = watched(PoolWorker.of(same), cure, source=range(2), after=0.05, worker_args={"executor": away})
    assert "None of its threads is at work: it waits for an executor's sub-task" in said[0]


@pytest.mark.parametrize("after", [0, -1, "5", None])
def test_after_is_a_number_of_seconds(after):
    """Anything else is refused at once, by its value."""
    with PipelineManager() as manager:
        manager.add_worker(same).start([])
        with pytest.raises(ValueError, match=f"after must be a number of seconds above 0, not {after!r}"):
            watchdog(manager, after=after)
        manager.wait_for_completion()


def test_before_start_there_is_nothing_to_watch():
    """The message is the manager's own."""
    with pytest.raises(RuntimeError, match="has not been started"):
        watchdog(PipelineManager().add_worker(same))


def test_only_a_pipeline_is_watched():
    """The message names what was given instead."""
    says = "^lab.watchdog watches a PipelineManager that has been started, not 5$"
    with pytest.raises(TypeError, match=says):
        watchdog(5)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_a_thread_inside_c_code_is_at_work(tmp_path):
    """A stage may be no code of yours at all: ``Path.read_bytes`` on a FIFO that nobody writes to."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    said = []

    def say(text):
        said.append(text)
        fifo.open("wb").close()

    with PipelineManager() as manager:
        manager.add_worker(Path.read_bytes, "read").start([fifo])
        assert watchdog(manager, after=0.2, say=say) == [b""]
    assert "Held up by read/1, at work on item 0, in " in said[0]
    assert "None of its threads" not in said[0]
