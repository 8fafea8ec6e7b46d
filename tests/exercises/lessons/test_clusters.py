"""A cluster of the command line: its processes are there, may be killed, and are gone behind the block.

Each test starts its own, on loopback. Without ``distributed`` they are skipped; in CI they fail.
"""

import os
import sys

import pytest

from exercises.lessons import clusters
from exercises.lessons.clusters import CommandLineCluster
from exercises.lessons.needed import MissingPackageError
from pipeline_core import PipelineManager, PoolWorker
from tests.core import targets

if os.environ.get("CI"):
    import distributed
else:
    distributed = pytest.importorskip("distributed", reason="the package distributed is not installed")


def test_a_worker_that_is_killed_costs_no_result(tmp_path):
    """One is killed while it works, and the other one does its items as well."""
    log = tmp_path / "begun"
    items = [(str(log), number) for number in range(12)]
    with (
        CommandLineCluster(workers=2) as cluster,
        distributed.Client(cluster.address) as client,
        PipelineManager() as manager,
    ):
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 4}
        manager.add_worker(PoolWorker.of(targets.note_and_pause), worker_args=args)
        manager.start(items)
        results = manager.results()
        numbers = [next(results) for _ in range(3)]
        cluster.kill(0)
        numbers += results
        assert len(cluster.running()) == 1
    assert numbers == list(range(12))
    begun = [int(line) for line in log.read_text().split()]
    assert set(begun) == set(range(12))
    assert len(begun) <= 12 + 4  # no more than were in flight are begun once more
    assert cluster.running() == []


def test_a_cluster_of_the_command_line_ends_with_its_block():
    """When the block raises, too; and nothing listens any more."""
    with pytest.raises(KeyError), CommandLineCluster(workers=1) as cluster:
        assert cluster.address.startswith("tcp://127.0.0.1:")
        raise KeyError
    assert cluster.running() == []


def test_one_that_does_not_start_is_told_of_with_what_it_wrote(monkeypatch):
    """And the others are ended."""
    monkeypatch.setitem(clusters.BESIDES, clusters.WORKER, "--memory-limit none-such")
    cluster = CommandLineCluster()
    with pytest.raises(RuntimeError, match=r"did not start: .*none"), cluster:
        pass
    assert cluster.running() == []


def test_without_the_package_one_line_tells_what_to_type(monkeypatch):
    """As chapter 11 asks for it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingPackageError, match="distributed"):
        CommandLineCluster()
