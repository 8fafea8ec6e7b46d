"""Right in another style: the workers are dataclasses."""

from dataclasses import dataclass
from typing import Any

from pipeline_core import SKIP, BaseWorker, PoolWorker


@dataclass(eq=False)
class PreProcessingWorker(BaseWorker):
    wanted: Any
    clean: Any

    def process_item(self, item):
        return self.clean(item) if self.wanted(item) else SKIP


@dataclass(eq=False)
class ModelInferenceWorker(BaseWorker):
    load_model: Any

    def setup(self):
        self.model = self.load_model()

    def process_item(self, item):
        return self.model(item)

    def teardown(self):
        self.model.close()


@dataclass(eq=False)
class PostProcessingWorker(PoolWorker):
    render: Any
    num_sub_workers: int = 4
    max_in_flight: int = 6

    def process_item(self, item):
        return self.render(item)


def add_workers(manager, wanted, clean, load_model, render):
    stages = (
        (PreProcessingWorker, {"wanted": wanted, "clean": clean}, {}),
        (ModelInferenceWorker, {"load_model": load_model}, {"workers": 2, "on_error": "skip"}),
        (PostProcessingWorker, {"render": render}, {}),
    )
    for worker, args, how in stages:
        manager.add_worker(worker, worker_args=args, **how)
