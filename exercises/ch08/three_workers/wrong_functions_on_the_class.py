"""Wrong on purpose: sets the functions on the class.

Belief: the class is mine, and one manager is all there is.
Truth:  it is one class for all managers, and the last one to be built has its functions in all of them.
Verdict: What do the two share?
"""

from pipeline_core import SKIP, BaseWorker, PoolWorker


class PreProcessingWorker(BaseWorker):
    def process_item(self, item):
        if not self.wanted(item):
            return SKIP
        return self.clean(item)


class ModelInferenceWorker(BaseWorker):
    """Asks a model, which each thread loads for itself."""

    def __init__(self, load_model):
        self.load_model = load_model

    def setup(self):
        """Called once, in the worker's own thread, before its first item."""
        self.model = self.load_model()

    def process_item(self, item):
        """What the model raises is this item's failure; what becomes of it, on_error says."""
        return self.model(item)

    def teardown(self):
        """Called in the same thread at its end, whatever ended it."""
        self.model.close()


class PostProcessingWorker(PoolWorker):
    """Renders in a pool."""

    # Of the class, since the manager counts the threads when the stage is added.
    num_sub_workers = 4
    max_in_flight = 6

    def __init__(self, render):
        self.render = render

    def process_item(self, item):
        return self.render(item)


def add_workers(manager, wanted, clean, load_model, render):
    """Add the three workers to the manager, in this order."""
    # The class is handed over, not an instance: each thread builds one of its own.
    PreProcessingWorker.wanted = staticmethod(wanted)
    PreProcessingWorker.clean = staticmethod(clean)
    manager.add_worker(PreProcessingWorker)
    manager.add_worker(
        ModelInferenceWorker, workers=2, on_error="skip", worker_args={"load_model": load_model}
    )
    manager.add_worker(PostProcessingWorker, worker_args={"render": render})
