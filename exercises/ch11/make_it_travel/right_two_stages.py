"""Right in another style: a second stage of the pipeline adds up, in one thread."""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    counts = Counter()

    def add(part):
        counts.update(part)
        return bool(part)

    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        manager.add_worker(add, "add")
        return counts, manager.run(texts).count(False)
