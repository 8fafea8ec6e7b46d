"""Right in another style: the pool is an ordinary stage of four workers, whose queue has two places."""

from pipeline_core import SKIP, BaseWorker


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
        self.model.close()


class PostProcessingWorker(BaseWorker):
    def __init__(self, render):
        self.render = render

    def process_item(self, item):
        return self.render(item)


def add_workers(manager, wanted, clean, load_model, render):
    manager.add_worker(PreProcessingWorker, worker_args={"wanted": wanted, "clean": clean})
    manager.add_worker(
        ModelInferenceWorker, workers=2, on_error="skip", worker_args={"load_model": load_model}
    )
    manager.add_worker(PostProcessingWorker, workers=4, maxsize=2, worker_args={"render": render})
