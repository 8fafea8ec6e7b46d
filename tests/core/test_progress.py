"""The progress bar: one step an item whatever became of it, by the waiting thread, closed on every path."""

import sys
import threading
from contextlib import nullcontext, suppress
from itertools import count

import pytest
import tqdm
import tqdm.auto

from pipeline_core import SKIP, PipelineError, PipelineManager, PoolWorker
from tests.core.helpers import InThread, fail_at, identity, queues_full, run_python, thread_names, wait_until

BAR = tqdm.auto.tqdm


@pytest.fixture
def bars(monkeypatch):
    """Note every step of every bar, by which thread, and every closing."""
    log = []
    update, close = BAR.update, BAR.close

    def noting_update(self, n=1):
        log.append((n, threading.current_thread()))
        return update(self, n)

    def noting_close(self):
        log.append(("close", threading.current_thread()))
        return close(self)

    monkeypatch.setattr(BAR, "update", noting_update)
    monkeypatch.setattr(BAR, "close", noting_close)
    return log


def steps(log):
    return sum(n for n, _ in log if n != "close")


def closings(log):
    return sum(1 for n, _ in log if n == "close")


def mixed(item):
    """Skip every third item, fail on every other third."""
    if item % 3 == 1:
        raise ValueError(item)
    return SKIP if item % 3 == 2 else item


@pytest.mark.parametrize("taking", ["wait", "results", "wait with timeout"])
@pytest.mark.parametrize("kind", ["one worker", "ordered", "pool"])
def test_the_bar_moves_once_for_each_item_that_leaves_fails_or_is_skipped(bars, taking, kind):
    """At the end it stands at the number of items, though only a third of them came out."""
    with PipelineManager(30, progress=True) as manager:
        manager.add_worker(identity)
        worker = PoolWorker.of(mixed) if kind == "pool" else mixed
        manager.add_worker(worker, on_error="skip", workers=3 if kind == "ordered" else 1)
        manager.add_worker(identity)
        manager.start(range(30))
        if taking == "results":
            assert len(list(manager.results())) == 10
        else:
            assert len(manager.wait_for_completion(60 if "timeout" in taking else None)) == 10
        assert (manager.pbar.n, manager.pbar.total) == (30, 30)
    assert steps(bars) == 30
    assert closings(bars) >= 1


def test_the_bar_moves_while_nothing_comes_out():
    """Items that are all skipped move it before the pipeline ends."""
    go_on = threading.Event()

    def source():
        yield from range(5)
        assert go_on.wait(15)

    with PipelineManager(5, progress=True) as manager:
        manager.add_worker(lambda item: SKIP)
        manager.start(source())

        def watch():
            try:
                wait_until(lambda: manager.pbar.n == 5, "the bar has moved five times")
            finally:
                go_on.set()

        watching = InThread(watch)
        assert manager.wait_for_completion() == []
        watching.result()


def test_only_the_waiting_thread_moves_the_bar(bars):
    """A widget or terminal must not be touched from workers."""
    with PipelineManager(progress=True) as manager:
        manager.add_worker(mixed, workers=3, on_error="skip").add_worker(identity, workers=2)
        manager.run(range(60))
    assert {thread for _, thread in bars} == {threading.current_thread()}


def endings():
    """Each way a pipeline may end, as a function of a manager that has not been started."""

    def finished(manager):
        manager.run(range(3))

    def failed(manager):
        manager.add_worker(lambda item: 1 / 0)
        manager.run(range(3))

    def broken(manager):
        manager.start(count())
        for _ in manager.results():
            break

    def stopped(manager):
        manager.start(count())
        manager.stop()
        manager.wait_for_completion()

    def timed_out(manager):
        manager.start(count())
        queues_full(manager)
        manager.wait_for_completion(timeout=0)

    def never_taken(manager):
        manager.start(count())

    def interrupted(manager):
        manager.start(count())
        raise KeyboardInterrupt

    def source_failed(manager):
        manager.run(iter(lambda: 1 / 0, None))

    return [finished, failed, broken, stopped, timed_out, never_taken, interrupted, source_failed]


@pytest.mark.parametrize("ending", endings(), ids=lambda ending: ending.__name__)
@pytest.mark.filterwarnings("ignore:.*nobody asked for its results:RuntimeWarning")
def test_the_bar_is_closed_on_every_path(bars, ending):
    """An open bar would garble what is printed next."""
    told = pytest.warns(RuntimeWarning) if ending.__name__ == "never_taken" else nullcontext()
    with (
        suppress(PipelineError, TimeoutError, KeyboardInterrupt, ZeroDivisionError),
        told,
        PipelineManager(progress=True, maxsize=1) as manager,
    ):
        manager.add_worker(identity)
        ending(manager)
    assert closings(bars) >= 1
    assert BAR._instances is None or manager.pbar not in BAR._instances


@pytest.mark.parametrize("end", ["run", "break"])
def test_the_bar_is_closed_without_with_too(bars, end):
    """run() and results() close it themselves."""
    manager = PipelineManager(progress=True)
    manager.add_worker(identity)
    if end == "run":
        manager.run(range(3))
    else:
        manager.start(count())
        for _ in manager.results():
            break
    assert closings(bars) >= 1


def test_num_total_items_sizes_the_bar():
    """A generator has no length; the number that was given is the bar's total."""
    with PipelineManager(num_total_items=7, progress=True) as manager:
        manager.add_worker(identity)
        assert manager.num_total_items == 7
        manager.run(number for number in range(7))
        assert (manager.pbar.total, manager.pbar.n) == (7, 7)


@pytest.mark.parametrize("total", [None, 3, 20])
def test_a_total_that_is_unknown_or_wrong_hurts_nothing(total):
    """The results are the same; the bar stands at what really happened."""
    with PipelineManager(total, progress=True) as manager:
        manager.add_worker(identity)
        assert manager.run(iter(range(10))) == list(range(10))
        assert manager.pbar.n == 10


def test_the_bar_is_tqdm_auto_in_a_private_subclass():
    """A widget in Jupyter, a line in a terminal; tqdm's own settings are left alone."""
    interval = tqdm.auto.tqdm.monitor_interval
    with PipelineManager(1, progress=True) as manager:
        manager.add_worker(identity)
        manager.run([1])
        assert isinstance(manager.pbar, tqdm.auto.tqdm)
        assert type(manager.pbar) is not tqdm.auto.tqdm
    assert tqdm.auto.tqdm.monitor_interval == interval != 0


def test_no_monitor_thread_is_started():
    """The monitor of tqdm would outlive the pipeline: a fresh process has no thread but the pipeline's."""
    done = run_python("""
def stage(item):
    seen.update(type(thread).__name__ for thread in threading.enumerate())
    return item
seen = set()
with PipelineManager(5, progress=True) as manager:
    manager.add_worker(stage)
    manager.run(range(5))
    assert manager.pbar.n == 5
assert threading.enumerate() == [threading.main_thread()], threading.enumerate()
assert not any("Monitor" in name for name in seen), seen
""")
    assert (done.code, done.out) == (0, ""), done.err
    assert "5/5" in done.err


def test_without_progress_there_is_no_bar_and_nothing_is_shown(capfd):
    """Silent is the default."""
    with PipelineManager(3) as manager:
        manager.add_worker(identity)
        assert manager.pbar is None
        manager.run(range(3))
        assert manager.pbar is None
    assert capfd.readouterr() == ("", "")


def test_a_bar_does_not_delay_the_results(bars):
    """The bar's own rhythm is not a poll that results wait for: they come while the source stands still."""
    go_on = threading.Event()

    def source():
        yield 1
        assert go_on.wait(10)
        yield 2

    before = thread_names()
    with PipelineManager(2, progress=True) as manager:
        manager.add_worker(identity)
        manager.start(source())
        results = manager.results()
        assert next(results) == 1
        go_on.set()
        assert list(results) == [2]
    assert thread_names() == before
    assert "tqdm" in sys.modules


@pytest.mark.parametrize("error", [TypeError, NotImplementedError, OverflowError])
def test_a_source_that_fails_to_tell_its_length_is_one_without_length(bars, error):
    """Many a data set has a ``__len__`` that raises; the bar then has no total."""

    class Unmeasured:
        def __len__(self):
            raise error

        def __iter__(self):
            return iter([1, 2])

    with PipelineManager(progress=True) as manager:
        manager.add_worker(identity)
        assert manager.run(Unmeasured()) == [1, 2]
        assert manager.pbar.total is None


def test_a_kept_failure_moves_the_bar_once(bars):
    """As a result; not as an item that was lost as well."""
    with PipelineManager(4, progress=True) as manager:
        manager.add_worker(fail_at(1), on_error="keep").add_worker(identity)
        assert len(manager.run(range(4))) == 4
        assert manager.pbar.n == 4
