"""Wrong on purpose: connects, and works in threads here.

Belief: whoever is connected works there.
Truth:  without the executor the stage has threads of its own.
Verdict: in a thread of your own
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"num_sub_workers": 3, "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
