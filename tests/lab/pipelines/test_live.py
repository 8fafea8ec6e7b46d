"""A running pipeline is shown as it is, by the calling thread alone; the view ends in its timeline."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from pipeline_core import SKIP, PipelineError, PipelineManager, PoolWorker
from pipeline_core.lab.pipelines import live as module
from pipeline_core.lab.pipelines.live import Live, live, squares
from tests.core.helpers import wait_until


def same(item):
    return item


@pytest.fixture
def held():
    """A pipeline that stands: stage ``work`` has item 2 in hand, and both queues before it are full."""
    gate = threading.Event()

    def work(item):
        if item == 2:
            gate.wait()
        return item

    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(same, name="load").add_worker(work, name="work", workers=2, ordered=False)
        manager.start(range(9))
        wait_until(manager.queues[2].full, "the results queue is full")
        yield manager, gate
        gate.set()
        manager.wait_for_completion()


def test_a_view_holds_every_parts_queue_states_and_counts(held):
    """The numbers are those of the pipeline at that moment."""
    manager, _ = held
    states = {"working", "blocked"}
    view = Live(manager)

    def stands():
        view.look()
        return set(view.view.rows[2].states) == states and view.view.rows[2].depth == 2

    wait_until(stands, "both workers stand and the queue before them is full")
    source, load, work, results = view.view.rows
    assert (source.name, source.depth) == ("source", None)
    assert (load.name, load.maxsize) == ("load", 2)
    assert (work.depth, work.states.count("working")) == (2, 1)
    assert (results.depth, results.done) == (2, 0)
    assert (view.view.done, view.view.total) == (0, 9)
    assert "2/2 full" in view.widget.value
    assert "working: at work" in view.widget.value
    assert "blocked: waits for room" in view.widget.value


def test_live_shows_the_way_to_the_end_from_the_calling_thread_alone(monkeypatch):
    """Every refresh comes from the thread that called; the last one says that it is over."""
    seen = []

    class Spy(Live):
        def look(self):
            super().look()
            seen.append((threading.get_ident(), self.view.state))

    monkeypatch.setattr(module, "Live", Spy)
    with PipelineManager(trace=True) as manager:
        manager.add_worker(lambda item: SKIP if item == 1 else item, name="drop").start(range(5))
        view = live(manager)
    assert view.results == [0, 2, 3, 4]
    assert {ident for ident, _ in seen} == {threading.get_ident()}
    assert seen[-1][1] == "finished"
    assert "finished, 5 of 5 done" in view.view.sentence
    assert "<img alt=" in view.widget.value  # its timeline
    assert repr(view) == f"pipeline: {view.view.sentence}"


def test_a_failure_is_raised_after_the_last_look(monkeypatch):
    """What went wrong reaches the caller, as with ``wait_for_completion``."""
    made = []
    monkeypatch.setattr(
        module, "Live", lambda *args, **options: made.append(Live(*args, **options)) or made[0]
    )
    with PipelineManager() as manager:
        manager.add_worker(lambda item: 1 / item, name="divide").start([1, 0])
        with pytest.raises(PipelineError, match="divide"):
            live(manager)
    assert made[0].view.state == "failed"


def test_interrupted_the_pipeline_is_stopped_and_no_thread_is_left(held, monkeypatch):
    """The stop button raises in the calling thread: the pipeline stops, and what waits is let go."""
    manager, gate = held

    class Stopped(Live):
        def look(self):
            super().look()
            if hasattr(self, "shown"):
                gate.set()
                raise KeyboardInterrupt
            self.shown = True

    monkeypatch.setattr(module, "Live", Stopped)
    with pytest.raises(KeyboardInterrupt):
        live(manager)
    assert manager.state == "stopped"
    assert not any(thread.name == "live" for thread in threading.enumerate())


def test_a_stall_is_told_below_the_gauges_and_goes_when_things_move(held):
    """The watchdog's report stands in the view for as long as nothing moves."""
    manager, gate = held
    view = Live(manager, after=1e-9)
    wait_until(lambda: (view.look(), "Held up by work/" in view.told)[1], "the stall is told")
    assert 'role="alert"' in view.widget.value
    view.look()
    assert view.told  # still
    gate.set()
    assert manager.wait_for_completion() == [0, 1, *manager._kept[2:]]
    view.look()
    assert view.told == ""


def test_a_pools_threads_are_shown_one_by_one():
    """A pool of three with one sub-task under way has one at work and two that wait."""
    gate = threading.Event()

    def source():
        yield 1
        gate.wait()

    class Work(PoolWorker):
        def process_item(self, item):
            gate.wait()
            return item

    with PipelineManager() as manager:
        manager.add_worker(Work, name="pool", worker_args={"num_sub_workers": 3}).start(source())
        view = Live(manager)
        expected = ["starved", "starved", "working"]
        try:
            wait_until(lambda: (view.look(), sorted(view.view.rows[1].states) == expected)[1], "one works")
        finally:
            gate.set()
        manager.wait_for_completion()


def test_of_many_workers_the_states_are_counted():
    """Nine squares would not be read; three numbers are."""
    text = squares(["working"] * 7 + ["starved"] * 2)
    assert text.startswith("7×<abbr")
    assert " 2×<abbr" in text


def test_a_progress_bar_of_the_pipelines_own_is_refused():
    """Two things that show the same progress would fight for the results."""
    with PipelineManager(progress=True) as manager:
        manager.add_worker(same).start([1])
        with pytest.raises(ValueError, match="without progress=True"):
            live(manager)
        manager.wait_for_completion()


def test_names_are_text_and_never_markup():
    """A stage may be called anything."""
    with PipelineManager(name="<b>") as manager:
        manager.add_worker(same, name="<i>").start([1])
        view = live(manager)
    assert "<i>" not in view.widget.value
    assert "&lt;i&gt;" in view.widget.value
    assert "<b><b>" not in view.widget.value


def test_without_a_trace_the_twin_is_the_last_view():
    """A page without a kernel shows the table; with a trace it shows the timeline."""
    with PipelineManager() as manager:
        manager.add_worker(same, name="a").start([1])
        view = live(manager)
    assert "finished, 1 of 1 done" in view.static().data


@pytest.mark.parametrize(("given", "named"), [(5, "5"), (PipelineManager, "class PipelineManager")])
def test_only_a_pipeline_is_watched(given, named):
    """The message names what was given instead."""
    with pytest.raises(TypeError, match=f"^lab.live watches a PipelineManager that .* started, not {named}$"):
        live(given)


@pytest.mark.parametrize("shell", [None, SimpleNamespace()], ids=["no IPython", "IPython in a terminal"])
def test_without_a_kernel_nothing_is_shown(shell, monkeypatch, capsys):
    """A terminal would print the widget's data; the results come all the same."""
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    with PipelineManager() as manager:
        manager.add_worker(same).start([1])
        assert live(manager).results == [1]
    assert capsys.readouterr() == ("", "")


def test_with_a_kernel_the_widget_is_shown(monkeypatch):
    """Once, with words for a page that has no kernel."""
    shown = []
    monkeypatch.setattr("IPython.get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    with PipelineManager() as manager:
        manager.add_worker(same).start([1])
        view = live(manager)
    assert [data["text/plain"] for data in shown] == ["While a kernel runs: gauges of the running pipeline."]
    widget = shown[0]["application/vnd.jupyter.widget-view+json"]
    assert widget["model_id"] == view.widget.model_id
