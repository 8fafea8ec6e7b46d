from pipeline_core import SKIP, BaseWorker, PoolWorker


class PreProcessingWorker(BaseWorker):
    """Cleans an item, or drops it."""


class ModelInferenceWorker(BaseWorker):
    """Asks a model, which each thread loads for itself."""


class PostProcessingWorker(PoolWorker):
    """Renders in a pool."""


def add_workers(manager, wanted, clean, load_model, render):
    """Add the three workers to the manager, in this order.

    Given:  a PipelineManager without stages; wanted, clean and render: functions of one item; load_model: a
            function of none, which returns a model: a function of one item that may raise, and has a close().
    Do:     three times manager.add_worker(…); what a worker needs is handed over in worker_args,
            and a pool's numbers stand best in its class.
    Never:  start the manager, make a thread or a queue, load a model here, or catch an exception.
    Size:   about 25 lines, the classes included.   Stuck: the hints below, one at a time
    """
    raise NotImplementedError('exercise 8.1: write add_workers(), then run check("8.1", add_workers)')
