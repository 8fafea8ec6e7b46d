"""Wrong on purpose: cleans and asks in one stage.

Belief: fewer stages have fewer queues.
Truth:  then cleaning is not one thread's, and a failure of clean is skipped like the model's.
Verdict: the manager has 2 stages
"""

from pipeline_core import SKIP, BaseWorker, PoolWorker


class ModelInferenceWorker(BaseWorker):
    def __init__(self, wanted, clean, load_model):
        self.wanted = wanted
        self.clean = clean
        self.load_model = load_model

    def setup(self):
        self.model = self.load_model()

    def process_item(self, item):
        if not self.wanted(item):
            return SKIP
        return self.model(self.clean(item))

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
    args = {"wanted": wanted, "clean": clean, "load_model": load_model}
    manager.add_worker(ModelInferenceWorker, workers=2, on_error="skip", worker_args=args)
    manager.add_worker(PostProcessingWorker, worker_args={"render": render})
