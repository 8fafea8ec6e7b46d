"""Wrong on purpose: closes the model only if the last item was fine.

Belief: a model that has just raised is broken, and closes itself.
Truth:  whatever the reason for the end, the model is to be closed.
Verdict: close() of a model was called 0 times
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

    def setup(self):
        """Called once, in the worker's own thread, before its first item."""
        self.model, self.fine = self.load_model(), True

    def process_item(self, item):
        self.fine = False
        result = self.model(item)
        self.fine = True
        return result

    def teardown(self):
        if self.fine:
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
