"""errors: the stop that is no failure, one failure as a record, all failures as one exception."""

import dataclasses
import pickle

import pytest

from pipeline_core import Failure, PipelineError, PipelineManager, PipelineStopped, StopEvent
from tests.core.helpers import fail_at


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


def test_an_exception_raised_again_and_again_does_not_collect_notes_without_end():
    """One exception object for many items gets one note for each place, and memory stays flat."""
    error = ValueError("the same each time")

    def stage(item):
        raise error

    with PipelineManager() as manager:
        manager.add_worker(stage, on_error="skip")
        assert manager.run(["item"] * 500) == []
    assert len(manager.failures) == 500
    assert len(error.__notes__) <= 500


def test_a_failure_is_a_record_that_cannot_be_changed():
    """Its fields are those of the design, and assigning to one is an error."""
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
