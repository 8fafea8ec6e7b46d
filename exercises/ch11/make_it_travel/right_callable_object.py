"""Right in another style: an object with a __call__; its class has a name."""

from collections import Counter
from dataclasses import dataclass

from pipeline_core import PipelineManager, PoolWorker


@dataclass(frozen=True)
class Count:
    shortest: int

    def __call__(self, text):
        return Counter(word for word in text.split() if len(word) >= self.shortest)


def word_counts(texts, shortest, executor):
    counts, empty = Counter(), 0
    with PipelineManager() as manager:
        args = {"executor": executor, "max_in_flight": 4}
        manager.add_worker(PoolWorker.of(Count(shortest)), "count", worker_args=args)
        for part in manager.run(texts):
            counts += part
            empty += len(part) == 0
    return counts, empty
