"""Failures: raised or skipped, recorded with their place, none lost and none printed."""

import asyncio
import dataclasses
import gc
import logging
import pickle
import queue
import threading
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from pipeline_core import (
    SENTINEL,
    SKIP,
    BaseWorker,
    Failure,
    PipelineError,
    PipelineManager,
    PipelineStopped,
    PoolWorker,
    StopEvent,
    get_logger,
)
from tests.core.helpers import Breaks, Counted, InThread, add, fail_at, failure_of, identity

# --- errors: the stop that is no failure, one failure as a record, all failures as one exception


class Unspeakable:
    """An item whose repr fails."""

    def __repr__(self):
        raise RuntimeError("no words")


def error_of(function, items, **settings):
    """Run one stage to its failure and return the PipelineError."""
    with PipelineManager() as manager, pytest.raises(PipelineError) as caught:
        manager.add_worker(function, "stage", **settings)
        manager.run(items)
    return caught.value


def test_a_pipeline_error_is_an_exception_group_of_the_original_exceptions():
    """The very object that was raised is inside, so that its attributes and traceback are at hand."""
    original = ValueError("mine")

    def stage(item):
        raise original

    error = error_of(stage, [1])
    assert isinstance(error, ExceptionGroup)
    assert error.exceptions == (original,)
    assert original.__traceback__.tb_next is not None


def test_except_star_takes_single_kinds_out_of_a_pipeline_error():
    """What the learner writes: ``except* ValueError``; other kinds go on."""
    caught = []
    with pytest.raises(ExceptionGroup) as rest:
        try:
            raise PipelineError("both", [ValueError("a"), KeyError("b")])
        except* ValueError as group:
            caught += group.exceptions
    assert [type(error) for error in caught] == [ValueError]
    assert [type(error) for error in rest.value.exceptions] == [KeyError]


def test_taking_a_pipeline_error_apart_keeps_what_belongs_to_each_part():
    """A part is a PipelineError with its own failures and all the results."""
    error = error_of(fail_at(2), [1, 2, 3])
    part, rest = error.split(ValueError)
    assert rest is None
    assert isinstance(part, PipelineError)
    assert part.results == [1]
    assert [failure.index for failure in part.failures] == [1]


def test_a_note_names_stage_worker_item_number_and_item():
    """The traceback of the original says where in the pipeline it happened."""
    error = error_of(fail_at("spam"), ["ham", "egg", "spam"])
    (note,) = error.exceptions[0].__notes__
    assert all(word in note for word in ("'stage'", "stage/1", "item 2", "'spam'")), note


def test_a_note_shortens_the_repr_of_a_large_item():
    """A picture in memory does not become ten pages of bytes."""
    error = error_of(fail_at("x" * 100_000), ["x" * 100_000])
    (note,) = error.exceptions[0].__notes__
    assert "xxx" in note
    assert len(note) < 300


@pytest.mark.parametrize("on_error", ["raise", "skip"])
def test_a_repr_that_fails_does_not_hide_the_failure(on_error):
    """An item that cannot be shown is reported all the same, under either policy."""

    def stage(item):
        raise ValueError("original")

    with PipelineManager() as manager:
        manager.add_worker(stage, on_error=on_error)
        manager.start([Unspeakable()])
        if on_error == "skip":
            assert manager.wait_for_completion() == []
        else:
            with pytest.raises(PipelineError):
                manager.wait_for_completion()
    (failure,) = manager.failures
    assert str(failure.error) == "original"
    assert failure.error.__notes__


def test_an_exception_raised_again_and_again_costs_no_more_each_time():
    """One exception object for many items, as from a shared future: no text grows with their number."""
    error = ValueError("the same each time")

    def stage(item):
        raise error

    with PipelineManager() as manager:
        manager.add_worker(stage, on_error="skip")
        assert manager.run(range(500)) == []
    assert len(manager.failures) == 500
    assert [failure.index for failure in manager.failures] == list(range(500))
    assert len(manager.failures[-1].traceback) < 5 * len(manager.failures[0].traceback)


def test_a_failure_is_a_record_that_cannot_be_changed():
    """It names stage, worker, item and error, and assigning to a field is an error."""
    error = error_of(fail_at(7), [7])
    (failure,) = error.failures
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.worker, failure.index, failure.item) == ("stage", "stage/1", 0, 7)
    assert failure.error is error.exceptions[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        failure.index = 1


def test_a_failure_keeps_the_formatted_traceback():
    """The text names the function that raised, even when the frames are gone."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(1), on_error="skip")
        manager.run([1])
    (failure,) = manager.failures
    assert "in stage" in failure.traceback
    assert "ValueError: bad item 1" in failure.traceback


def test_the_message_of_a_pipeline_error_names_the_pipeline_and_the_first_failure():
    """The one line that a log shows says what went wrong."""
    with PipelineManager(name="thumbnails") as manager, pytest.raises(PipelineError) as caught:
        manager.add_worker(fail_at(3))
        manager.run([3])
    assert "thumbnails" in str(caught.value)
    assert "bad item 3" in str(caught.value)


def test_pipeline_stopped_is_an_exception_with_a_sentence():
    """It is an ordinary Exception that says what it means when it is seen after all."""
    assert issubclass(PipelineStopped, Exception)
    assert "stop" in str(PipelineStopped())
    assert str(pickle.loads(pickle.dumps(PipelineStopped()))) == str(PipelineStopped())


def test_a_pipeline_error_prints_its_notes_with_the_traceback():
    """Uncaught, the error shows every original exception and where it happened."""
    import traceback

    error = error_of(fail_at(4), [4])
    text = "".join(traceback.format_exception(error))
    assert "ValueError: bad item 4" in text
    assert "item 0: 4" in text
    assert StopEvent.__name__ not in text


# --- Errors: ``on_error="raise"``, failures outside process_item, exits; nothing swallowed, nothing printed


@pytest.mark.parametrize("how", ["run", "wait", "results", "with"])
def test_a_failing_item_reaches_the_caller_and_nothing_is_printed(how, capfd):
    """The first implementation printed the exception and returned as if all were well."""
    with pytest.raises(PipelineError) as caught, PipelineManager() as manager:
        manager.add_worker(fail_at(3), "stage")
        manager.start(range(10)) if how != "run" else manager.run(range(10))
        if how == "wait":
            manager.wait_for_completion()
        elif how == "results":
            list(manager.results())
        else:
            assert manager.stop_event.wait(10)  # on leaving `with` it is raised, though nobody asked
    assert [str(error) for error in caught.value.exceptions] == ["bad item 3"]
    assert manager.state == "failed"
    assert capfd.readouterr() == ("", "")


def test_the_error_holds_the_results_that_came_out():
    """What was done before the failure is not lost."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(3))
        assert failure_of(manager.run, range(10)).results == [0, 1, 2]


def test_results_gives_what_came_out_before_the_failure_first():
    """The consumer gets every result from before it, then the exception."""
    taken = []
    with PipelineManager() as manager:
        manager.add_worker(fail_at(3))
        manager.start(range(10))
        assert manager.stop_event.wait(10)
        with pytest.raises(PipelineError):
            taken.extend(manager.results())  # extend keeps what it got
    assert taken == [0, 1, 2]


def test_the_first_failure_stops_the_pipeline():
    """An endless source is not pulled to its end, and its generator is closed."""
    source = Counted(count())
    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(identity, workers=3).add_worker(fail_at(5)).add_worker(identity)
        error = failure_of(manager.run, source)
    assert len(error.exceptions) == 1
    assert source.pulled < 100
    assert source.closed_in == "source"


def test_the_item_number_counts_what_reached_that_stage():
    """From 0, in the order of arrival there, not in the source's."""
    with PipelineManager() as manager:
        manager.add_worker(lambda item: SKIP if item % 2 else item).add_worker(fail_at(4), "second")
        (failure,) = failure_of(manager.run, range(10)).failures
    assert (failure.stage, failure.worker, failure.index, failure.item) == ("second", "second/1", 2, 4)


def test_failures_at_the_same_moment_are_all_reported():
    """Two workers raise together: the group holds both."""
    together = threading.Barrier(2)

    def stage(item):
        together.wait(10)
        raise ValueError(item)

    with PipelineManager() as manager:
        manager.add_worker(stage, workers=2)
        error = failure_of(manager.run, [1, 2])
    assert sorted(str(one) for one in error.exceptions) == ["1", "2"]
    assert len(manager.failures) == 2


def test_a_failure_caused_by_the_stop_itself_is_reported_too():
    """A worker that runs into trouble because others stopped is not silenced."""

    class Second(BaseWorker):
        def process_item(self, item):
            ready.set()
            assert self.stop_event.wait(10)
            raise KeyError("interrupted")

    def first(item):
        if item == 1:
            assert ready.wait(10)
            raise ValueError("first")
        return item

    ready = threading.Event()
    with PipelineManager() as manager:
        manager.add_worker(first).add_worker(Second)
        error = failure_of(manager.run, [0, 1])
    assert [type(one) for one in error.exceptions] == [ValueError, KeyError]


@pytest.mark.parametrize("policy", ["raise", "skip"])
@pytest.mark.parametrize("phase", ["constructor", "setup", "teardown"])
@pytest.mark.parametrize("kind", ["only", "with others"])
def test_a_failure_outside_process_item_stops_under_either_policy(policy, phase, kind):
    """Constructor, setup and teardown concern the worker, not an item: no item number, no skipping."""
    with PipelineManager() as manager:
        if kind == "with others":
            manager.add_worker(identity, "before")
        manager.add_worker(Breaks, "stage", on_error=policy, worker_args={"phase": phase})
        if kind == "with others":
            manager.add_worker(identity, "behind", workers=2)
        error = failure_of(manager.run, range(3))
    (failure,) = error.failures
    assert (failure.stage, failure.worker, failure.index, str(failure.error)) == (
        "stage",
        "stage/1",
        None,
        phase,
    )
    assert any("stage/1" in note for note in failure.error.__notes__)
    assert manager.state == "failed"


def test_a_failing_teardown_at_the_end_loses_no_result():
    """All results are in the error."""
    with PipelineManager() as manager:
        manager.add_worker(Breaks, worker_args={"phase": "teardown"})
        assert failure_of(manager.run, range(3)).results == [0, 1, 2]


def failing_generator():
    yield 0
    yield 1
    raise OSError("disk gone")


def producer_failing_behind_its_end(queue, stop_event):
    queue.put(0)
    queue.put(1)
    queue.put(SENTINEL)
    raise OSError("disk gone")


class FailingIterable:
    def __iter__(self):
        raise OSError("disk gone")


def failing_producer(queue, stop_event):
    queue.put(0)
    queue.put(1)
    raise OSError("disk gone")


@pytest.mark.parametrize("policy", ["raise", "skip"])
@pytest.mark.parametrize(
    ("source", "handed_on"),
    [
        (failing_generator, 2),
        (FailingIterable, 0),
        (lambda: failing_producer, 2),
        (lambda: producer_failing_behind_its_end, 2),
    ],
    ids=["generator", "__iter__", "producer", "producer behind its end"],
)
def test_an_exception_in_the_source_stops_under_either_policy(policy, source, handed_on):
    """A producer's exception hung the first implementation; here it is reported like any other."""
    with PipelineManager() as manager:
        manager.add_worker(identity, on_error=policy, workers=2)
        error = failure_of(manager.run, source())
    (failure,) = error.failures
    assert (failure.stage, failure.item) == ("source", None)
    assert str(error.exceptions[0]) == "disk gone"
    assert any("source" in note for note in error.exceptions[0].__notes__)
    assert failure.index == handed_on


def test_a_failure_ends_a_wait_that_another_thread_began():
    """Whoever waits is told, not only the main thread."""
    go = threading.Event()

    def stage(item):
        assert go.wait(10)
        raise ValueError("late")

    with PipelineManager() as manager:
        manager.add_worker(stage)
        manager.start([1])
        waiting = InThread(manager.wait_for_completion)
        go.set()
        assert str(failure_of(waiting.result).exceptions[0]) == "late"


# --- Errors under ``on_error="skip"``: dropped, recorded, counted, and their frames let go


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


# --- Errors under ``on_error="keep"``: the Failure stands in the item's place, to the end


BEHIND = ["one worker", "ordered", "pool", "executor"]


def add_any(manager, kind, function, executor, name, **settings):
    """Add a stage of one kind, those with an executor included."""
    if kind == "executor":
        args = {"executor": executor, "max_in_flight": 3}
        return manager.add_worker(PoolWorker.of(function), name, worker_args=args, **settings)
    more = {"workers": 3} if kind == "ordered" else {}
    worker = PoolWorker.of(function) if kind == "pool" else function
    return manager.add_worker(worker, name, **more, **settings)


@pytest.mark.parametrize("trace", [True, False])
@pytest.mark.parametrize("behind", BEHIND)
@pytest.mark.parametrize("kind", BEHIND)
def test_a_kept_failure_stands_in_its_items_place_and_is_passed_on_unworked(kind, behind, trace):
    """Results stay in step with the source, whatever stages it passes."""
    worked = []

    def note(item):
        worked.append(item)
        return item

    with ThreadPoolExecutor(2) as executor, PipelineManager(maxsize=2, trace=trace) as manager:
        add_any(manager, kind, fail_at(2, 3, 9), executor, "first", on_error="keep")
        add_any(manager, behind, note, executor, "second")
        add_any(manager, "one worker", fail_at(7), executor, "third", on_error="keep")
        results = manager.run(range(12))
    kept = {number: each for number, each in enumerate(results) if isinstance(each, Failure)}
    assert [each.item if isinstance(each, Failure) else each for each in results] == list(range(12))
    assert {n: each.stage for n, each in kept.items()} == {2: "first", 3: "first", 9: "first", 7: "third"}
    assert sorted(worked) == sorted(set(range(12)) - {2, 3, 9})
    assert {id(failure) for failure in manager.failures} == {id(failure) for failure in kept.values()}
    counts = [(s.items_in, s.items_out, s.failed, s.skipped) for s in manager.stats()]
    assert counts == [(12, 12, 3, 0), (12, 12, 0, 0), (12, 12, 1, 0)]
    assert manager.state == "finished"


def test_kept_failures_count_for_max_failures():
    """So many and no more, like those that are skipped."""
    with PipelineManager(max_failures=2) as manager:
        manager.add_worker(fail_at(1, 2, 3), on_error="keep")
        assert "max_failures=2" in str(failure_of(manager.run, range(9)))
    with PipelineManager(max_failures=3) as manager:
        manager.add_worker(fail_at(1, 2, 3), on_error="keep")
        assert len(manager.run(range(9))) == 9


def test_a_sentinel_that_a_stage_returns_is_kept_as_the_failure_it_is():
    """It is an error of that item and of no other."""
    with PipelineManager() as manager:
        manager.add_worker(lambda item: SENTINEL if item == 1 else item, on_error="keep")
        first, second, third = manager.run(range(3))
    assert (first, third) == (0, 2)
    assert isinstance(second, Failure)


def test_a_failure_from_the_source_is_refused():
    """The stages would take it for one of their own."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(0), on_error="keep")
        (kept,) = manager.run([0])
    for source in ([kept], lambda queue, stop_event: queue.put(kept)):
        with PipelineManager() as manager:
            manager.add_worker(identity)
            assert "yielded a Failure" in str(failure_of(manager.run, source).exceptions[0])


def last_failure(*stages):
    """Run eight items through stages and one that fails at 5, and return that failure."""
    with PipelineManager() as manager:
        for function, settings in stages:
            manager.add_worker(function, **settings)
        manager.add_worker(fail_at(5), "last", on_error="skip")
        manager.run(range(8))
    return manager.failures[-1]


def test_the_index_of_a_failure_counts_from_the_source_where_that_is_known():
    """It is not, behind a stage that has dropped an item or changed the order; then it says so."""
    for stages in (
        [(identity, {"workers": 3}), (PoolWorker.of(identity), {})],
        [(fail_at(2), {"on_error": "keep"})],
    ):
        failure = last_failure(*stages)
        assert (failure.index, failure.counted_in) == (5, "source")
        assert "item 5:" in str(failure)
    for stages in (
        [(lambda item: SKIP if item == 2 else item, {})],
        [(fail_at(2), {"on_error": "skip"})],
    ):
        failure = last_failure(*stages)
        assert (failure.index, failure.counted_in) == (4, "last")
        assert "item 4 of those that reached 'last'" in str(failure)
        assert "item 4 of those that reached 'last'" in failure.error.__notes__[0]
    assert last_failure((identity, {"workers": 2, "ordered": False})).counted_in == "last"


# --- Odd exceptions: those that the library uses itself, that misbehave, or that come from a log handler


OWN_KINDS = [
    StopIteration,
    queue.Empty,
    queue.Full,
    PipelineStopped,
    TimeoutError,
    RuntimeError,
    AssertionError,
]


@KINDS
@pytest.mark.parametrize("error", OWN_KINDS)
def test_an_items_exception_is_never_taken_for_a_signal_of_the_librarys_own(kind, error):
    """Whatever an item raises is that item's failure: it ends no loop and is not lost."""

    def stage(item):
        if item == 2:
            raise error
        return item

    for policy in ("skip", "raise"):
        with PipelineManager() as manager:
            add(manager, kind, stage, on_error=policy)
            if policy == "skip":
                assert sorted(manager.run(range(5))) == [0, 1, 3, 4]
            else:
                with pytest.raises(PipelineError):
                    manager.run(range(5))
        (failure,) = manager.failures
        assert type(failure.error) is error
        assert failure.item == 2


@pytest.mark.parametrize("error", [queue.Empty, queue.Full, TimeoutError, RuntimeError])
def test_a_sources_exception_is_never_taken_for_a_signal_of_the_librarys_own(error):
    """The same for what the source raises."""

    def source():
        yield 1
        raise error

    with PipelineManager() as manager:
        manager.add_worker(identity)
        with pytest.raises(PipelineError) as caught:
            manager.run(source())
    assert [type(one) for one in caught.value.exceptions] == [error]


class Base(BaseException):
    """An exception that is no Exception, and neither an exit nor a Ctrl-C."""


@KINDS
@pytest.mark.parametrize("error", [Base, asyncio.CancelledError, GeneratorExit])
def test_an_exception_outside_the_group_is_raised_as_itself(kind, error):
    """An ExceptionGroup cannot hold it; it is not swallowed and hangs nobody."""

    def stage(item):
        raise error

    with PipelineManager() as manager:
        add(manager, kind, stage, on_error="skip")
        with pytest.raises(error):
            manager.run(range(5))
    assert manager.state == "failed"


class Mute(Exception):
    """An exception that cannot say what it is."""

    def __str__(self):
        raise RuntimeError("no words")

    __repr__ = __str__


@pytest.mark.parametrize("policy", ["raise", "skip"])
def test_an_exception_that_cannot_be_shown_is_reported_all_the_same(policy):
    """A failing ``__str__`` neither hides the failure nor hangs the pipeline."""

    def stage(item):
        raise Mute

    with PipelineManager() as manager:
        manager.add_worker(stage, on_error=policy)
        if policy == "skip":
            assert manager.run([1]) == []
        else:
            with pytest.raises(PipelineError) as caught:
                manager.run([1])
            assert [type(error) for error in caught.value.exceptions] == [Mute]
    assert [type(failure.error) for failure in manager.failures] == [Mute]


@dataclasses.dataclass(frozen=True)
class Frozen(Exception):
    """An exception to which nothing can be assigned, not even a note by its own means."""

    number: int


class Doubtful(Exception):
    """An exception whose truth cannot be asked for: the traceback module of 3.11 and 3.12 does."""

    def __bool__(self):
        raise RuntimeError("neither true nor false")


class Endless(Exception):
    """The same through its length."""

    def __len__(self):
        raise KeyboardInterrupt


class Veiled(Exception):
    """An exception whose every attribute that others look at fails."""

    __notes__ = property(lambda self: 1 / 0)
    __cause__ = property(lambda self: 1 / 0)
    __class__ = property(lambda self: 1 / 0)
    exceptions = 5

    def __setattr__(self, name, value):
        raise SystemExit(name)


class Hidden(Exception):
    """An exception that cannot be hashed or compared, nor pickled."""

    __hash__ = None

    def __eq__(self, other):
        raise RuntimeError("not to be compared")

    def __reduce__(self):
        raise RuntimeError("not to be pickled")


@pytest.mark.parametrize("phase", ["process_item", "setup", "teardown", "source", "pool"])
@pytest.mark.parametrize("policy", ["raise", "skip"])
@pytest.mark.parametrize("kind", [Frozen, Doubtful, Endless, Veiled, Hidden, Mute])
def test_whatever_an_exception_does_while_it_is_told_it_is_what_is_told(phase, policy, kind):
    """In every thread that tells one: the pipeline ends, and says that very exception."""

    def make(*args):
        return kind(3)

    def bad(item):
        raise make()

    def source():
        yield 1
        raise make()

    with PipelineManager() as manager:
        if phase in ("setup", "teardown"):
            manager.add_worker(Breaks, on_error=policy, worker_args={"phase": phase, "error": make})
        else:
            worker = {"pool": PoolWorker.of(bad), "source": identity}.get(phase, bad)
            manager.add_worker(worker, on_error=policy)
        if policy == "skip" and phase in ("process_item", "pool"):
            assert manager.run([1]) == []
        else:
            manager.start(source() if phase == "source" else [1])
            told = failure_of(manager.wait_for_completion)
            assert [type(error) for error in told.exceptions] == [kind]
            assert kind.__name__ in str(told)
    (failure,) = manager.failures
    assert type(failure.error) is kind
    assert kind.__name__ in failure.traceback
    assert kind.__name__ in str(failure)


@pytest.mark.parametrize("policy", ["raise", "skip"])
@pytest.mark.parametrize("kind", [Frozen, Veiled, Hidden, Mute])  # a Future asks the others for their truth
def test_whatever_an_exception_out_of_an_executor_does_it_is_what_is_told(policy, kind):
    """Also while it is looked at whether the executor is to blame."""

    def bad(item):
        raise kind(3)

    with ThreadPoolExecutor(1) as executor, PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(bad), on_error=policy, worker_args={"executor": executor})
        if policy == "skip":
            assert manager.run([1]) == []
        else:
            failure_of(manager.run, [1])
    assert [type(failure.error) for failure in manager.failures] == [kind]


def test_an_exception_of_the_body_that_takes_no_note_goes_on_as_it_is():
    """Leaving ``with`` notes on it that the pipeline had failed, and must not replace it by another."""
    with pytest.raises(Frozen), PipelineManager() as manager:
        manager.add_worker(fail_at(0)).start([0])
        assert manager.stop_event.wait(10)
        raise Frozen(1)


class Impostor:
    """An item whose class has a famous name, and whose methods fail."""

    def __len__(self):
        raise RuntimeError("no length")


Impostor.__name__ = Impostor.__qualname__ = "list"


class Deserter:
    """An item whose repr leaves the program."""

    def __repr__(self):
        raise SystemExit("repr")


@dataclasses.dataclass
class Picture:
    """An item that holds much."""

    name: str
    pixels: bytes


HUGE = bytes(50_000_000)


LARGE = [HUGE, Picture("sunset", HUGE), [HUGE], type("Rows", (list,), {})([HUGE])]
HOSTILE = [Impostor(), Deserter(), 10**10_000]


@pytest.mark.parametrize("item", LARGE + HOSTILE, ids=lambda item: type(item).__name__)
def test_to_show_an_item_costs_little_and_changes_nothing(item):
    """Whatever its repr does, the failure is the item's own; 50 MB are not written out for 80 characters."""
    tracemalloc.start()
    with PipelineManager() as manager:
        manager.add_worker(lambda item: 1 / 0, on_error="skip")
        assert manager.run([item]) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    (failure,) = manager.failures
    assert isinstance(failure.error, ZeroDivisionError)
    (note,) = failure.error.__notes__
    assert len(note) < 400
    assert peak < 5_000_000


def test_of_a_long_message_a_failure_keeps_both_ends():
    """Thousands of skipped failures would otherwise hold their messages once more, as text."""

    def stage(item):
        raise ValueError("begin" + "x" * 1_000_000 + "end")

    with PipelineManager() as manager:
        manager.add_worker(stage, on_error="skip")
        manager.run([1])
    (failure,) = manager.failures
    assert len(failure.traceback) <= 2_000
    assert len(str(failure)) < 700
    assert failure.traceback.startswith("Traceback")
    assert "in stage" in failure.traceback
    assert all("xend" in text for text in (failure.traceback, str(failure)))


@pytest.mark.parametrize("allowed", [None, 7])
def test_the_message_speaks_of_max_failures_only_where_they_were_too_many(allowed):
    """Two that fail at once under "raise" are no count of skipped items."""
    together = threading.Barrier(2)

    def stage(item):
        together.wait(10)
        raise ValueError(item)

    with PipelineManager(max_failures=allowed) as manager:
        manager.add_worker(stage, workers=2)
        assert "max_failures" not in str(failure_of(manager.run, [1, 2]))
    with PipelineManager(max_failures=1) as manager:
        manager.add_worker(fail_at(1, 2), on_error="skip")
        assert "max_failures=1" in str(failure_of(manager.run, [1, 2]))


class Particular(Exception):
    """An exception that pickle takes and cannot build again."""

    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


@pytest.mark.parametrize("error", [ValueError("plain"), Particular(1, 2), Frozen(1), Hidden("x")])
def test_a_pipeline_error_can_always_be_pickled(error):
    """It may have to come back from another process; what cannot travel is shown in its place."""

    def stage(item):
        if item is lock:
            raise error
        return lock

    lock = threading.Lock()
    with PipelineManager() as manager:
        manager.add_worker(stage)
        original = failure_of(manager.run, [1, lock])
    copied = pickle.loads(pickle.dumps(original))
    assert type(copied) is PipelineError
    assert str(copied) == str(original)
    (failure,) = copied.failures
    assert failure.error is copied.exceptions[0]
    assert type(error).__name__ in repr(failure.error)
    assert "lock" in failure.item
    assert len(copied.results) == 1
    assert any("item 1" in note for note in failure.error.__notes__)
    assert original.failures[0].item is lock


class Raising(logging.Handler):
    def emit(self, record):
        raise RuntimeError("handler")


@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
def test_a_log_handler_that_raises_hangs_nobody(level):
    """It is user code that runs in the pipeline's threads: its exception is reported like any other."""
    get_logger().addHandler(Raising())
    get_logger().setLevel(level)
    with PipelineManager() as manager:
        manager.add_worker(fail_at(1), on_error="skip")
        error = failure_of(manager.run, range(3))
    assert {str(one) for one in error.exceptions} == {"handler"}
