"""Wrong on purpose: sleeps until the other thread has loaded its model.

Belief: half a second is enough, and then one model is there for both.
Truth:  nobody knows how long; and a model is for one thread.
Verdict: load_model was called once: one model for each of two threads
"""

from time import sleep

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
        if self.name.endswith("1"):
            type(self).model = self.load_model()
        sleep(0.5)

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
    manager.add_worker(
        ModelInferenceWorker, workers=2, on_error="skip", worker_args={"load_model": load_model}
    )
    manager.add_worker(PostProcessingWorker, worker_args={"render": render})
