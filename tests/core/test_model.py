"""Random pipelines against a model of ten lines that works through the items one stage after the other.

Whatever the threads do, the results are the model's (in order where all stages are ordered), and so are the
failures; a pipeline that ends early has given a beginning of them; and never more is inside than promised.
"""

import random
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from pipeline_core import SKIP, PipelineError, PipelineManager, PoolWorker
from tests.core.helpers import thread_names

STEP = 1_000  # each stage adds it, so that a result shows how many stages it has been through


@dataclass(frozen=True)
class StageCase:
    """One stage, and which items are skipped, fail, or stop the pipeline there."""

    kind: str  # "plain" or "pool"
    workers: int
    maxsize: int
    ordered: bool
    on_error: str
    skipped: frozenset[int]
    failing: frozenset[int]
    stop_at: int | None = None

    @property
    def in_order(self):
        return self.ordered or (self.kind == "plain" and self.workers == 1)

    @property
    def bound(self):
        """Return the most items that may be inside, by the design."""
        if self.kind == "pool" or (self.ordered and self.workers > 1):
            return 2 * self.maxsize + self.workers
        return self.maxsize + self.workers


@dataclass(frozen=True)
class Case:
    """A pipeline, its input, and how its results are taken."""

    items: int
    stages: tuple[StageCase, ...]
    maxsize: int
    max_failures: int | None
    taking: str  # "run", "impatiently", "results", "break" or "stop"; the last two after ``enough`` results
    enough: int


def model(case):
    """Return what comes out and what fails, as {(stage, item number there, item)}: the sequential truth."""
    items, failures = list(range(case.items)), set()
    for number, stage in enumerate(case.stages):
        through = []
        for index, item in enumerate(items):
            if item % STEP in stage.failing:
                failures.add((f"stage {number}", index, item))
            elif item % STEP not in stage.skipped:
                through.append(item + STEP)
        items = through
    return items, failures


small = st.frozensets(st.integers(0, 30), max_size=4)
stages = st.builds(
    StageCase,
    kind=st.sampled_from(["plain", "plain", "pool"]),
    workers=st.integers(1, 4),
    maxsize=st.integers(0, 3),
    ordered=st.sampled_from([True, True, False]),
    on_error=st.sampled_from(["skip", "skip", "raise"]),
    skipped=small,
    failing=st.one_of(st.just(frozenset()), small),
    stop_at=st.one_of(st.none(), st.none(), st.none(), st.integers(0, 30)),
)
cases = st.builds(
    Case,
    items=st.integers(0, 30),
    stages=st.lists(stages, min_size=1, max_size=4).map(tuple),
    maxsize=st.integers(0, 3),
    max_failures=st.one_of(st.none(), st.none(), st.integers(0, 3)),
    taking=st.sampled_from(["run", "impatiently", "results", "break", "stop"]),
    enough=st.integers(1, 10),
)


class Run:
    """One run of a case: what came out, what was raised, and how much was inside at most."""

    def __init__(self, case):
        self.case, self.manager = case, PipelineManager(maxsize=case.maxsize, max_failures=case.max_failures)
        self.results, self.error, self.stop_called = [], None, False
        self.pulled = self.most = 0
        self._lock, self._dropped = threading.Lock(), 0
        for number, stage in enumerate(case.stages):
            self._add(f"stage {number}", stage)
        try:
            with self.manager:
                self.manager.start(self._source())
                getattr(self, f"_{case.taking}")()
        except PipelineError as error:
            self.error = error

    def _add(self, name, stage):
        def work(item):
            for _ in range(item * 7 % 50):  # some take longer
                pass
            if item % STEP == stage.stop_at:
                self.stop_called = True
                self.manager.stop()
            if item % STEP in stage.failing | stage.skipped:
                with self._lock:
                    self._dropped += 1
                if item % STEP in stage.failing:
                    raise ValueError(item)
                return SKIP
            return item + STEP

        pooled = stage.kind == "pool"
        self.manager.add_worker(
            PoolWorker.of(work) if pooled else work,
            name,
            workers=1 if pooled else stage.workers,
            maxsize=stage.maxsize,
            ordered=stage.ordered,
            on_error=stage.on_error,
            worker_args={"num_sub_workers": 2, "max_in_flight": stage.workers} if pooled else None,
        )

    def _source(self):
        for item in range(self.case.items):
            self.pulled += 1
            with self._lock:
                inside = self.pulled - len(self.results) - self._dropped
            self.most = max(self.most, inside)
            yield item

    def _take(self, until):
        for result in self.manager.results():
            self.results.append(result)
            if len(self.results) == until:
                return True
        return False

    def _run(self):
        try:
            self.results += self.manager.wait_for_completion(timeout=10)
        except PipelineError as error:
            self.results += error.results
            raise

    def _impatiently(self):
        while True:
            try:
                self._run()
            except TimeoutError:
                continue
            return

    def _results(self):
        self._take(None)

    def _break(self):
        self._take(self.case.enough)

    def _stop(self):
        for result in self.manager.results():
            self.results.append(result)
            if len(self.results) == self.case.enough:
                self.stop_called = True
                self.manager.stop()


def is_beginning(results, expected, ordered):
    """Whether results are the first of those expected, or, without order, some of them."""
    return results == expected[: len(results)] if ordered else not Counter(results) - Counter(expected)


def check_failures(run, expected, ordered, complete):
    """The failures are the model's, or some of them after an early end; without order, numbers may differ."""
    found = [(failure.stage, failure.index, failure.item) for failure in run.manager.failures]
    if not ordered:
        found, expected = ([(stage, item) for stage, _, item in each] for each in (found, expected))
    assert len(found) == len(set(found)), "a failure was recorded twice"
    assert set(found) == set(expected) if complete else set(found) <= set(expected)


def check(case):
    """Run a case, compare it with the model, and say of which sort it was."""
    before = thread_names()
    expected, failures = model(case)
    run = Run(case)
    fatal = {f"stage {n}" for n, stage in enumerate(case.stages) if stage.on_error == "raise"}
    too_many = case.max_failures is not None and len(failures) > case.max_failures
    must_fail = too_many or any(stage in fatal for stage, _, _ in failures)
    broke = case.taking == "break" and len(run.results) == case.enough
    early = run.stop_called or broke
    ordered = all(stage.in_order for stage in case.stages)

    assert thread_names() == before
    if not early:
        assert (run.error is not None) == must_fail
    assert must_fail or run.error is None
    assert (run.manager.state == "failed") == (run.error is not None)
    complete = not (early or run.error)
    check_failures(run, failures, ordered, complete)
    if complete:
        assert run.manager.state == "finished"
        assert run.results == expected if ordered else Counter(run.results) == Counter(expected)
        assert all(s.items_in == s.items_out + s.skipped + s.failed for s in run.manager.stats())
    else:
        assert is_beginning(run.results, expected, ordered)
        assert run.manager.state in {"failed", "stopped"}
    if (
        case.maxsize
        and all(stage.maxsize for stage in case.stages)
        and case.taking in {"results", "break", "stop"}
    ):
        assert run.most <= sum(stage.bound for stage in case.stages) + case.maxsize + 2  # both ends' hands
    return f"complete: {complete}, ordered: {ordered}"


PLAIN = StageCase("plain", 1, 1, True, "raise", frozenset(), frozenset())


@settings(max_examples=max(1_000, settings.default.max_examples))
@given(case=cases)
@example(case=Case(0, (PLAIN,), 1, None, "run", 1))
@example(
    case=Case(
        30, (PLAIN, StageCase("pool", 1, 1, True, "skip", frozenset({0}), frozenset({1}))), 1, 0, "results", 1
    )
)
@example(
    case=Case(
        30,
        (StageCase("plain", 4, 1, True, "skip", frozenset({0, 1}), frozenset({2}), 9),),
        1,
        None,
        "stop",
        2,
    )
)
def test_a_random_pipeline_does_what_the_model_says(case):
    """Stages, workers, queue sizes, policies, faults, skips and early ends, switching threads in haste."""
    sys.setswitchinterval(1e-5)
    event(check(case))


@contextmanager
def threads_that_give_way(seed):
    """Let every new thread give way at random lines of the core: what no switch interval would ever hit."""
    dice = random.Random(seed)

    def give_way(frame, event, arg):
        if event == "line" and (throw := dice.random()) < 0.3:
            time.sleep(0 if throw > 0.02 else 0.0001)
        return give_way

    def trace(frame, event, arg):
        return give_way if "pipeline_core" in frame.f_code.co_filename else None

    before = threading.gettrace()
    threading.settrace(trace)
    try:
        yield
    finally:
        threading.settrace(before)


@settings(max_examples=max(300, settings.default.max_examples // 2))
@given(case=cases, seed=st.integers(0, 2**32))
def test_a_random_pipeline_does_so_too_when_its_threads_give_way_at_any_line(case, seed):
    """The same, with switches between the lines of the core."""
    with threads_that_give_way(seed):
        event(check(case))


@pytest.mark.parametrize("taking", ["run", "impatiently", "results"])
def test_the_checks_of_the_model_can_fail(taking, monkeypatch):
    """A pipeline that loses an item is caught: the test is not blind."""
    results = PipelineManager.results
    monkeypatch.setattr(PipelineManager, "results", lambda self: iter(list(results(self))[1:]))
    waited = PipelineManager.wait_for_completion
    monkeypatch.setattr(
        PipelineManager, "wait_for_completion", lambda self, timeout=None: waited(self, timeout)[1:]
    )
    with pytest.raises(AssertionError):
        check(Case(5, (PLAIN,), 1, None, taking, 1))
