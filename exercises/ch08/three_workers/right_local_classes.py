"""Right in another style: the classes stand inside, and know the functions from there."""

from pipeline_core import SKIP, BaseWorker, PoolWorker


def add_workers(manager, wanted, clean, load_model, render):
    class PreProcessingWorker(BaseWorker):
        def process_item(self, item):
            return clean(item) if wanted(item) else SKIP

    class ModelInferenceWorker(BaseWorker):
        def setup(self):
            self.model = load_model()

        def process_item(self, item):
            return self.model(item)

        def teardown(self):
            self.model.close()

    class PostProcessingWorker(PoolWorker):
        num_sub_workers = 4
        max_in_flight = 6

        def process_item(self, item):
            return render(item)

    manager.add_worker(PreProcessingWorker).add_worker(ModelInferenceWorker, workers=2, on_error="skip")
    manager.add_worker(PostProcessingWorker)
