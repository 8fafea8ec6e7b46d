from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    """Run work on each item: return the results, and the items for which it raised."""
    # The client belongs to this call, so the block closes it. It stands outside: the manager leaves first,
    # and what is still handed in can be called back.
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        # Without pure=False dask takes equal items for one and the same result.
        executor = client.get_executor(pure=False)
        # The bound is the stage's: a cluster takes whatever it is given.
        args = {"executor": executor, "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        # Failures are noted as they are handed on, in the order of the items.
        return results, [failure.item for failure in manager.failures]
