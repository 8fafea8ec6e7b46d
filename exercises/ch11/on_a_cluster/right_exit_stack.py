"""Right in another style: an ExitStack."""

from contextlib import ExitStack

from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    with ExitStack() as stack:
        client = stack.enter_context(Client(address))
        manager = stack.enter_context(PipelineManager(maxsize=4))
        args = {"executor": client.get_executor(pure=False), "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        return manager.run(items), [failure.item for failure in manager.failures]
