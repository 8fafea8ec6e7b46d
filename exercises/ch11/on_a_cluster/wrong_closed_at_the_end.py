"""Wrong on purpose: closes its client behind the last line.

Belief: that line is always reached.
Truth:  an exception goes past it.
Verdict: a client was still connected
"""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    client = Client(address)
    with PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        failed = [failure.item for failure in manager.failures]
    client.close()
    return results, failed
