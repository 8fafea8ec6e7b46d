"""Right in another style: classes only where something has to be opened and closed."""

from pipeline_core import SKIP, BaseWorker, PoolWorker


class ModelInferenceWorker(BaseWorker):
    def __init__(self, load_model):
        self.load_model = load_model

    def setup(self):
        self.model = self.load_model()

    def process_item(self, item):
        return self.model(item)

    def teardown(self):
        self.model.close()


def add_workers(manager, wanted, clean, load_model, render):
    def pre_process(item):
        return clean(item) if wanted(item) else SKIP

    pool = {"num_sub_workers": 4, "max_in_flight": 6}
    manager.add_worker(pre_process)
    manager.add_worker(
        ModelInferenceWorker, workers=2, on_error="skip", worker_args={"load_model": load_model}
    )
    manager.add_worker(PoolWorker.of(render), worker_args=pool)
