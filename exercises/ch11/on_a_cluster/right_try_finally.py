"""Right in another style: the client closed in a finally."""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    client = Client(address)
    try:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        with PipelineManager(maxsize=4) as manager:
            manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
            results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
    finally:
        client.close()
