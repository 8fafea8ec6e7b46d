"""Right in another style: two blocks, one in the other, and names for all."""

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with Client(address=address) as client:
        far = client.get_executor(pure=False)
        with PipelineManager(maxsize=3) as manager:
            stage = PoolWorker.of(work)
            manager.add_worker(
                stage,
                name="there",
                on_error="skip",
                ordered=True,
                worker_args={"max_in_flight": 6, "executor": far},
            )
            done = manager.run(items)
            broken = [each.item for each in sorted(manager.failures, key=lambda each: each.index)]
    return done, broken
