"""A pool on executors that are elsewhere: other interpreters, a cluster of dask; and the demo's there.

The cluster is this file's own, on loopback, and ends with it. Without ``distributed`` they are
skipped; in CI they fail.
"""

import os
import signal
import subprocess
import sys
from concurrent import futures

import pytest

from pipeline_core import Failure, PipelineError, PipelineManager, PoolWorker
from tests.core import targets
from tests.core.helpers import ROOT, STRICT, environment, wait_until, wait_until_still

if os.environ.get("CI"):
    import distributed
else:
    distributed = pytest.importorskip("distributed", reason="the package distributed is not installed")


NOISY = """
import signal, sys
from pipeline_core import __main__ as command, demo
signal.signal(signal.SIGINT, signal.default_int_handler)  # where the suite runs behind an &, it is ignored
def consume(manager, source, take):
    return demo.consume(manager, source, lambda each: (take(each), print("one is out", flush=True)))
command.consume = consume
sys.exit(command.main())
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of a cluster of two processes, with one thread each."""
    where = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    where["local_directory"] = tmp_path_factory.mktemp("dask")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, **where) as cluster,
        distributed.Client(cluster) as client,
    ):
        run(targets.identity, range(8), client.get_executor(pure=False))  # its threads are there from now on
        yield client


@pytest.fixture
def executor(client):
    return client.get_executor(pure=False)


def run(function, items, executor, **options):
    """One pooled stage on the executor: what came out."""
    with PipelineManager() as manager:
        args = {"executor": executor, "max_in_flight": 4}
        manager.add_worker(PoolWorker.of(function), "far", worker_args=args, **options)
        return manager.run(items)


def test_sub_tasks_on_a_cluster_come_back_in_order(executor):
    """In other processes; SKIP comes back as SKIP, and equal items as often as they came."""
    assert run(targets.skip_odd, range(9), executor) == [0, 2, 4, 6, 8]
    assert run(targets.identity, [None, 1, 1, None], executor) == [None, 1, 1, None]
    assert os.getpid() not in run(targets.process_id, range(4), executor)


def test_a_function_of_no_module_goes_along(executor):
    """What processes cannot be given by name, a cluster is given by value."""
    factor = 3
    assert run(lambda number: factor * number, range(4), executor) == [0, 3, 6, 9]


def test_a_failure_on_a_cluster_keeps_its_kind_and_gets_its_note(executor):
    """As for processes; and under "keep" the results stay aligned."""
    with pytest.raises(PipelineError) as caught:
        run(targets.refuse_two, range(5), executor)
    (error,) = caught.value.exceptions
    assert (type(error), str(error)) == (ValueError, "refused: 2")
    assert any("item 2" in note and "'far'" in note for note in error.__notes__)
    kept = run(targets.refuse_two, range(4), executor, on_error="keep")
    assert [isinstance(each, Failure) for each in kept] == [False, False, True, False]


def test_no_more_is_in_flight_on_a_cluster_than_was_said(client, executor, tmp_path):
    """A cluster takes whatever is submitted: the bound is the stage's. A stop calls it back."""

    def there():
        names = client.run_on_scheduler(lambda dask_scheduler: [*dask_scheduler.tasks])
        return sum(name.startswith("wait_for_file") for name in names)

    opened = tmp_path / "opened"
    with PipelineManager(maxsize=2) as manager:
        args = {"executor": executor, "max_in_flight": 5}
        manager.add_worker(PoolWorker.of(targets.wait_for_file), worker_args=args)
        manager.start([str(opened)] * 1000)
        wait_until(manager.queues[0].full, "the queue in front is full")
        wait_until(lambda: there() == 5, "all that may be are there")
        wait_until_still(there)
        assert there() == 5
        manager.stop()
    wait_until(lambda: there() <= 2, "what has not begun is called back")
    opened.touch()
    wait_until(lambda: there() == 0, "what had begun is let go of")


@pytest.mark.skipif(sys.version_info < (3, 14), reason="InterpreterPoolExecutor is there from Python 3.14 on")
def test_sub_tasks_on_interpreters():
    """Other interpreters of this process: the same stage, the same order."""
    with futures.InterpreterPoolExecutor(2) as executor:
        assert run(targets.square, range(5), executor) == [0, 1, 4, 9, 16]
        assert set(run(targets.process_id, range(4), executor)) == {os.getpid()}


@pytest.mark.skipif(os.name != "posix", reason="a signal to a group of processes")
@pytest.mark.parametrize("place", ["processes", "dask"])
def test_ctrl_c_ends_the_demo_wherever_its_pool_is(place, demo_process):
    """It reaches every process of a terminal: one tells how far it came, the others say nothing."""
    process = demo_process(place)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Interrupted. This is what was done so far." in out
    assert "Traceback" not in err


@pytest.fixture
def demo_process():
    """The demo, once its first result has come out."""
    started = []

    def start(place):
        process = subprocess.Popen(
            [*STRICT, "-c", NOISY, "--quiet", "--on", place],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment(),
            start_new_session=True,
        )  # fmt: skip
        started.append(process)
        while "one is out" not in (line := process.stdout.readline()):
            assert line, process.stderr.read()
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
