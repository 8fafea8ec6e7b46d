"""Wrong on purpose: loads one model for both threads.

Belief: a model is only read.
Truth:  it was not made for two threads.
Verdict: load_model was called once: one model for each of two threads
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
    def __init__(self, model):
        self.model = model

    def process_item(self, item):
        return self.model(item)

    def teardown(self):
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
    manager.add_worker(ModelInferenceWorker, workers=2, on_error="skip", worker_args={"model": load_model()})
    manager.add_worker(PostProcessingWorker, worker_args={"render": render})
