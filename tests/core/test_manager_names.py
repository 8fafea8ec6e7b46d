"""Names: given, taken from the worker, numbered where they repeat; never two of one."""

import re
from functools import partial

import pytest

from pipeline_core import BaseWorker, PipelineManager
from tests.core.helpers import identity


class Worker(BaseWorker):
    def process_item(self, item):
        return item


@pytest.mark.parametrize("name", ["", 7, ("a",)], ids=repr)
def test_a_name_that_is_no_text_is_refused(name):
    """A stage's name is written in errors, statistics and threads."""
    with pytest.raises((TypeError, ValueError), match=re.escape(repr(name))):
        PipelineManager().add_worker(identity, name)


def test_two_stages_of_one_name_are_refused():
    """Errors, statistics and pictures could not tell them apart."""
    manager = PipelineManager()
    manager.add_worker(identity, "resize")
    with pytest.raises(ValueError, match="'resize'"):
        manager.add_worker(identity, "resize")
    manager.add_worker(identity)
    with pytest.raises(ValueError, match="'identity'"):
        manager.add_worker(identity, "identity")


def test_names_not_given_are_numbered_where_they_repeat():
    """Three times the same function, and a name that was given before in the same shape."""
    manager = PipelineManager()
    for _ in range(3):
        manager.add_worker(identity)
    first, *others = [stats.stage for stats in manager.stats()]
    assert first == "identity"
    assert all(re.fullmatch(rf"identity\W?{number}", name) for number, name in enumerate(others, 2)), others
    again = PipelineManager()
    again.add_worker(identity, others[0]).add_worker(identity).add_worker(identity).add_worker(identity)
    assert len({stats.stage for stats in again.stats()}) == 4


@pytest.mark.parametrize(
    ("worker", "name"),
    [
        (Worker, "Worker"),
        (identity, "identity"),
        (str, "str"),
        (partial(pow, 2), "pow"),
        (lambda item: item, "lambda"),
    ],
    ids=["subclass", "function", "class", "partial", "lambda"],
)
def test_a_name_not_given_is_taken_from_the_worker(worker, name):
    """What the learner called it is what the error and the statistics say."""
    manager = PipelineManager()
    manager.add_worker(worker)
    assert name in manager.stats()[0].stage
