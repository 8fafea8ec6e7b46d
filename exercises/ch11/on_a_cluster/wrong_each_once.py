"""Wrong on purpose: takes equal items out.

Belief: equal items give equal results.
Truth:  every item was asked for.
Verdict: the results are
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(dict.fromkeys(items))
        return results, [failure.item for failure in manager.failures]
