"""contextvars: each thread of a pipeline runs in a copy of the caller's context."""

import decimal
from contextvars import ContextVar

import pytest

from pipeline_core import BaseWorker, PipelineManager, PoolWorker
from tests.core.helpers import identity

user = ContextVar("user", default="nobody")


@pytest.fixture
def ada():
    token = user.set("ada")
    yield
    user.reset(token)


class Phases(BaseWorker):
    """Notes which user each phase sees."""

    def __init__(self, seen):
        self.seen = seen
        self.seen.append(user.get())

    def setup(self):
        self.seen.append(user.get())

    def process_item(self, item):
        self.seen.append(user.get())
        return item

    def teardown(self):
        self.seen.append(user.get())


def test_workers_and_source_see_the_callers_context(ada):
    """Every phase of a worker, the source, and its closing."""
    seen = []

    def source():
        seen.append(user.get())
        yield 1
        seen.append(user.get())

    with PipelineManager() as manager:
        manager.add_worker(Phases, workers=2, worker_args={"seen": seen})
        manager.run(source())
    assert seen == ["ada"] * len(seen)
    assert len(seen) == 2 + 3 * 2 + 1


def test_the_context_is_that_of_start(ada):
    """What is set between adding stages and starting them counts."""
    manager = PipelineManager()
    manager.add_worker(lambda item: user.get())
    token = user.set("grace")
    manager.start([1])
    user.reset(token)
    assert manager.wait_for_completion() == ["grace"]


def test_a_producer_sees_the_callers_context(ada):
    """The same for a producer function."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        assert manager.run(lambda queue, stop_event: queue.put(user.get())) == ["ada"]


def test_the_pools_own_threads_see_the_callers_context(ada):
    """Sub-tasks too."""
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(lambda item: user.get()), worker_args={"num_sub_workers": 3})
        assert manager.run(range(12)) == ["ada"] * 12


@pytest.mark.parametrize("pooled", [False, True])
def test_what_a_thread_sets_stays_its_own(ada, pooled):
    """It is a copy: neither the caller nor another stage sees the change."""

    def change(item):
        user.set("changed")
        return item

    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(change) if pooled else change).add_worker(lambda item: user.get())
        assert manager.run(range(5)) == ["ada"] * 5
    assert user.get() == "ada"


def test_the_decimal_precision_of_the_caller_holds_in_the_workers():
    """A setting of the standard library that lives in the context."""
    with decimal.localcontext() as context:
        context.prec = 5
        with PipelineManager() as manager:
            manager.add_worker(lambda number: decimal.Decimal(1) / number)
            manager.add_worker(PoolWorker.of(lambda number: str(+number + 0)))
            assert manager.run([decimal.Decimal(3)]) == ["0.33333"]
