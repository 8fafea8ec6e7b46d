"""Wrong on purpose: keeps one model for each load_model, on the class.

Belief: a model that is there already need not be loaded again.
Truth:  the threads then share it: each is to load one of its own, and a close comes twice.
Verdict: one model for each of two threads is two
"""

from pipeline_core import SKIP, BaseWorker, PoolWorker


class PreProcessingWorker(BaseWorker):
    """Cleans an item, or drops it."""

    def __init__(self, wanted, clean):
        self.wanted = wanted
        self.clean = clean

    def process_item(self, item):
        """SKIP drops the item; None would be handed on like any other result."""
        if not self.wanted(item):
            return SKIP
        return self.clean(item)


class ModelInferenceWorker(BaseWorker):
    """Asks a model, which each thread loads for itself."""

    def __init__(self, load_model):
        self.load_model = load_model

    loaded = {}

    def setup(self):
        if self.load_model not in self.loaded:
            self.loaded[self.load_model] = self.load_model()
        self.model = self.loaded[self.load_model]

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
    manager.add_worker(PreProcessingWorker, worker_args={"wanted": wanted, "clean": clean})
    manager.add_worker(
        ModelInferenceWorker, workers=2, on_error="skip", worker_args={"load_model": load_model}
    )
    manager.add_worker(PostProcessingWorker, worker_args={"render": render})
