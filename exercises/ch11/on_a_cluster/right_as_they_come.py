"""Right in another style: results taken one by one."""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    results = []
    with Client(address, set_as_default=False) as client, PipelineManager(maxsize=2) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), worker_args=args, on_error="skip").start(items)
        results += manager.results()
        failed = [failure.item for failure in manager.failures]
    return results, failed
