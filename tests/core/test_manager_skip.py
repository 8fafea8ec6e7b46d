"""Errors under ``on_error="skip"``: dropped, recorded, counted, and their frames let go."""

import gc
import logging
import weakref
from itertools import count

import pytest

from pipeline_core import PipelineError, PipelineManager
from tests.core.helpers import Counted, add, fail_at, identity

KINDS = pytest.mark.parametrize("kind", ["one worker", "ordered", "unordered", "pool"])


@KINDS
def test_a_failed_item_is_dropped_and_recorded_and_the_rest_go_on(kind, capfd):
    """Every other item comes out, each failure is in ``manager.failures``, and nothing is printed."""
    bad = {2, 3, 9}
    with PipelineManager() as manager:
        add(manager, kind, fail_at(*bad), on_error="skip")
        assert sorted(manager.run(range(12))) == sorted(set(range(12)) - bad)
    assert {failure.item for failure in manager.failures} == bad
    assert all(failure.index == failure.item and failure.stage == "stage" for failure in manager.failures)
    assert {str(failure.error) for failure in manager.failures} == {f"bad item {item}" for item in bad}
    assert manager.state == "finished"
    assert capfd.readouterr() == ("", "")


@KINDS
def test_skipped_failures_have_notes_too(kind):
    """Recorded or raised, a failure says where it happened."""
    with PipelineManager() as manager:
        add(manager, kind, fail_at(1), on_error="skip")
        manager.run(range(3))
    (failure,) = manager.failures
    (note,) = failure.error.__notes__
    assert all(word in note for word in ("'stage'", failure.worker, "item 1"))


@KINDS
@pytest.mark.parametrize("allowed", [0, 1, 3])
def test_max_failures_is_exact(kind, allowed):
    """So many may fail; one more stops the pipeline with PipelineError."""
    for bad, stops in ((allowed, False), (allowed + 1, True)):
        with PipelineManager(max_failures=allowed) as manager:
            add(manager, kind, fail_at(*range(bad)), on_error="skip")
            if not stops:
                assert len(manager.run(range(20))) == 20 - bad
                assert manager.state == "finished"
                continue
            with pytest.raises(PipelineError) as caught:
                manager.run(range(20))
        assert len(caught.value.exceptions) >= allowed + 1
        assert manager.state == "failed"


def test_too_many_failures_stop_an_endless_source():
    """Above max_failures the pipeline does not go on."""
    source = Counted(count())
    with PipelineManager(maxsize=2, max_failures=10) as manager, pytest.raises(PipelineError):
        manager.add_worker(fail_at(*range(1_000)), on_error="skip")
        manager.run(source)
    assert source.pulled < 1_000


def test_max_failures_counts_the_failures_of_all_stages():
    """It is the pipeline's limit, not a stage's."""
    with PipelineManager(max_failures=3) as manager, pytest.raises(PipelineError):
        manager.add_worker(fail_at(0, 1), on_error="skip").add_worker(fail_at(2, 3), on_error="skip")
        manager.run(range(10))


def test_without_max_failures_any_number_may_fail():
    """Every item failing is still an end, with an empty result."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(fail_at(*range(200)), workers=2, on_error="skip").add_worker(identity)
        assert manager.run(range(200)) == []
    assert len(manager.failures) == 200


def test_each_stage_has_a_policy_of_its_own():
    """One stage skips, the next one raises."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(1), "lenient", on_error="skip").add_worker(fail_at(3), "strict")
        with pytest.raises(PipelineError) as caught:
            manager.run(range(5))
    assert [failure.stage for failure in caught.value.failures] == ["strict"]
    assert [failure.stage for failure in manager.failures] == ["lenient", "strict"]


class Large:
    """Something that a failing frame holds."""


@KINDS
def test_a_skipped_failure_lets_its_frames_go(kind):
    """What the failing frames held is freed, causes and contexts included; the traceback's text stays."""
    held = []

    def stage(item):
        local = Large()
        held.append(weakref.ref(local))
        try:
            deeper(item)
        except KeyError as error:
            if item:
                raise ValueError("outer") from error
            raise ValueError("outer")  # noqa: B904  # the context alone keeps the frames

    def deeper(item):
        local = Large()
        held.append(weakref.ref(local))
        raise KeyError("inner")

    with PipelineManager() as manager:
        add(manager, kind, stage, on_error="skip")
        assert manager.run(range(3)) == []
        gc.collect()
        assert len(held) == 6
        assert [ref() for ref in held if ref() is not None] == []
    assert all("deeper" in failure.traceback and "outer" in failure.traceback for failure in manager.failures)


def test_frames_of_grouped_exceptions_are_let_go_too():
    """An ExceptionGroup raised by an item holds frames in its members."""
    held = []

    def member(local):
        held.append(weakref.ref(local))
        raise KeyError("inside")

    def stage(item):
        try:
            member(Large())
        except KeyError as error:
            inner = error
        raise ExceptionGroup("several", [inner])

    with PipelineManager() as manager:
        manager.add_worker(stage, on_error="skip")
        manager.run([1])
        gc.collect()
        assert held[0]() is None


def test_skipped_failures_are_logged_as_warnings_and_the_life_cycle_as_debug(caplog):
    """Whoever configures logging hears of both, at different levels."""
    caplog.set_level(logging.DEBUG, "pipeline_core")
    with PipelineManager(name="thumbnails") as manager:
        manager.add_worker(fail_at(1), "stage", on_error="skip")
        manager.run(range(3))
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    (warning,) = warnings
    assert all(word in warning for word in ("thumbnails", "stage/1", "bad item 1"))
    debug = [record.getMessage() for record in caplog.records if record.levelno == logging.DEBUG]
    for thread in ("stage/1", "source"):  # each comes and goes
        assert sum(thread in message for message in debug) >= 2, debug
    assert {record.name for record in caplog.records} == {"pipeline_core"}


def test_a_failure_that_stops_is_not_logged_as_skipped(caplog):
    """It is raised; a second report in the log would be noise."""
    caplog.set_level(logging.WARNING, "pipeline_core")
    with PipelineManager() as manager, pytest.raises(PipelineError):
        manager.add_worker(fail_at(1))
        manager.run(range(3))
    assert caplog.records == []
