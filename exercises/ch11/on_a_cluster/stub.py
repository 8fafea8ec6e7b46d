from distributed import Client

from pipeline_core import PipelineManager, PoolWorker


def run_there(address, items, work):
    """Run work on each item: return the results, and the items for which it raised.

    Given:  the address of a cluster's scheduler, items, a function of one item.
    Do:     let the sub-tasks run on that cluster, at most 6 at a time.
    Never:  start a cluster, end this one, or leave a connection open.
    Size:   about 4 lines more.   Stuck: the hints below, one at a time
    """
    with PipelineManager(maxsize=4) as manager:
        args = {"num_sub_workers": 3, "max_in_flight": 6}
        manager.add_worker(PoolWorker.of(work), "there", worker_args=args, on_error="skip")
        results = manager.run(items)
        return results, [failure.item for failure in manager.failures]
