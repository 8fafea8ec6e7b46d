"""Wrong on purpose: makes an ordinary stage of it.

Belief: six workers are six at a time.
Truth:  they are threads here; the cluster has nothing to do.
Verdict: in a thread of your own
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address), PipelineManager(maxsize=4) as manager:
        manager.add_worker(work, "there", workers=6, on_error="skip")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
