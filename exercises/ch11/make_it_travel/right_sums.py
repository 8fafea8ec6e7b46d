"""Right in another style: parts added up by sum."""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        parts = manager.add_worker(work, "count", worker_args={"executor": executor}).run(texts)
    return sum(parts, Counter()), parts.count(Counter())
