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
from pathlib import Path

import pytest
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

import pipeline_core
from pipeline_core import PipelineManager
from tests.core.helpers import thread_names
from tests.core.model import Case, Run, StageCase, cases, model


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
    may_fail, ordered = case.fails_with(failures), all(stage.in_order for stage in case.stages)
    early = run.stop_called or (case.taking == "break" and len(run.results) == case.enough)

    assert thread_names() == before
    if not early:
        assert (run.error is not None) == may_fail
    assert may_fail or run.error is None
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
    if case.bound is not None and case.taking in {"results", "break", "stop"}:
        assert run.most <= case.bound
    return f"complete: {complete}, ordered: {ordered}"


CORE = str(Path(pipeline_core.__file__).parent)
NONE = frozenset()
PLAIN = StageCase("plain", 1, 1, True, "raise", NONE, NONE)
POOL = StageCase("pool", 1, 1, True, "skip", frozenset({0}), frozenset({1}))
STOPPING = StageCase("plain", 4, 1, True, "skip", frozenset({0, 1}), frozenset({2}), 9)
CROWD = [StageCase("plain", 4, 1, ordered, "raise", NONE, NONE) for ordered in (False, True)]


def in_haste(case):
    """Run and check a case, switching threads as often as the interpreter can."""
    sys.setswitchinterval(1e-5)
    event(check(case))


@settings(max_examples=max(250, settings.default.max_examples))
@given(case=cases)
@example(case=Case(0, (PLAIN,), 1, None, "run", 1))
@example(case=Case(30, (PLAIN, POOL), 1, 0, "results", 1))
@example(case=Case(30, (STOPPING,), 1, None, "stop", 2))
def test_a_random_pipeline_does_what_the_model_says(case):
    """Stages, workers, queue sizes, policies, faults, skips and early ends, switching threads in haste."""
    in_haste(case)


@pytest.mark.wide
@pytest.mark.timeout(300)
@settings(max_examples=1_000)
@given(case=cases)
def test_a_thousand_random_pipelines_do_what_the_model_says(case):
    """More drawn in the same way."""
    in_haste(case)


@contextmanager
def threads_that_give_way(seed):
    """Let every new thread give way at random lines of the core: what no switch interval would ever hit."""
    dice = random.Random(seed)

    def give_way(frame, event, arg):
        if event == "line" and (throw := dice.random()) < 0.3:
            time.sleep(0 if throw > 0.02 else 0.0001)
        return give_way

    def trace(frame, event, arg):
        return give_way if frame.f_code.co_filename.startswith(CORE) else None

    before = threading.gettrace()
    threading.settrace(trace)
    try:
        yield
    finally:
        threading.settrace(before)


@settings(max_examples=max(100, settings.default.max_examples // 2))
@given(case=cases, seed=st.integers(0, 2**32))
def test_a_random_pipeline_does_so_too_when_its_threads_give_way_at_any_line(case, seed):
    """The same, with switches between the lines of the core."""
    with threads_that_give_way(seed):
        event(check(case))


@pytest.mark.wide
@pytest.mark.timeout(300)
@settings(max_examples=300)
@given(case=cases, seed=st.integers(0, 2**32))
def test_three_hundred_random_pipelines_do_so_when_their_threads_give_way_at_any_line(case, seed):
    """More drawn in the same way."""
    with threads_that_give_way(seed):
        event(check(case))


@pytest.mark.parametrize("seed", range(20))
def test_a_crowd_at_both_ends_of_one_queue_loses_and_doubles_nothing(seed):
    """Four workers put into it without order, and four take from it to restore one."""
    with threads_that_give_way(seed):
        check(Case(30, tuple(CROWD), 1, None, "run", 1))


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
