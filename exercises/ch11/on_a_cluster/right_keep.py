"""Right in another style: failures kept in their places, and taken out at the end."""

from distributed import Client

from pipeline_core import Failure, PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address) as client, PipelineManager(maxsize=4) as manager:
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="keep")
        results = manager.run(items)
        failed = [each.item for each in results if isinstance(each, Failure)]
        return [each for each in results if not isinstance(each, Failure)], failed
