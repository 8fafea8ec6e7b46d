"""Wrong on purpose: hands in as many as there are threads.

Belief: a core needs one item.
Truth:  the next one is on its way only when one has come back; six were asked for.
Verdict: no more than 4 of 6 sub-tasks
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 4}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
