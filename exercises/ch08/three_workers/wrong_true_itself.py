"""Wrong on purpose: hands on only the items for which wanted returns True itself.

Belief: a function that answers yes or no returns True or False.
Truth:  a match, a text or a count answers as well: what counts is whether it is true in an if.
Verdict: clean was given
"""

from pipeline_core import SKIP, BaseWorker, PoolWorker


class PreProcessingWorker(BaseWorker):
    def __init__(self, wanted, clean):
        self.wanted = wanted
        self.clean = clean

    def process_item(self, item):
        return self.clean(item) if self.wanted(item) is True else SKIP


class ModelInferenceWorker(BaseWorker):
    def __init__(self, load_model):
        self.load_model = load_model

    def setup(self):
        self.model = self.load_model()

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
