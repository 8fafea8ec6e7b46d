"""Wrong on purpose: asks in an if whether there is a model to close.

Belief: what is there is true.
Truth:  a model may be false in an if, as one is that has a length; whether it is there, ``is not None`` asks.
Verdict: a model that is false in an if
"""

from pipeline_core import SKIP, BaseWorker, PoolWorker


class PreProcessingWorker(BaseWorker):
    def __init__(self, wanted, clean):
        self.wanted = wanted
        self.clean = clean

    def process_item(self, item):
        if not self.wanted(item):
            return SKIP
        return self.clean(item)


class ModelInferenceWorker(BaseWorker):
    def __init__(self, load_model):
        self.load_model = load_model

    def setup(self):
        self.model = self.load_model()

    def process_item(self, item):
        return self.model(item)

    def teardown(self):
        if self.model:
            self.model.close()


class PostProcessingWorker(PoolWorker):
    num_sub_workers = 4
    max_in_flight = 6

    def __init__(self, render):
        self.render = render

    def process_item(self, item):
        return self.render(item)


def add_workers(manager, wanted, clean, load_model, render):
    manager.add_worker(PreProcessingWorker, worker_args={"wanted": wanted, "clean": clean})
    manager.add_worker(
        ModelInferenceWorker, workers=2, on_error="skip", worker_args={"load_model": load_model}
    )
    manager.add_worker(PostProcessingWorker, worker_args={"render": render})
