"""Wrong on purpose: lets the last stage close the models.

Belief: who ends last tidies up.
Truth:  a model is for the thread that has loaded it, close() included.
Verdict: a model of one thread was used by another
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
    def __init__(self, load_model, models):
        self.models = models
        self.load_model = load_model

    def setup(self):
        self.model = self.load_model()
        self.models.append(self.model)

    def process_item(self, item):
        return self.model(item)


class PostProcessingWorker(PoolWorker):
    num_sub_workers = 4
    max_in_flight = 6

    def __init__(self, render, models):
        self.models = models
        self.render = render

    def process_item(self, item):
        return self.render(item)

    def teardown(self):
        while self.models:
            self.models.pop().close()


def add_workers(manager, wanted, clean, load_model, render):
    models = []
    manager.add_worker(PreProcessingWorker, worker_args={"wanted": wanted, "clean": clean})
    manager.add_worker(
        ModelInferenceWorker,
        workers=2,
        on_error="skip",
        worker_args={"load_model": load_model, "models": models},
    )
    manager.add_worker(PostProcessingWorker, worker_args={"render": render, "models": models})
