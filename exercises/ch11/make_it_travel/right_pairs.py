"""Right in another style: the least length travels with each item."""

from collections import Counter

from pipeline_core import PipelineManager, PoolWorker


def count(pair):
    text, shortest = pair
    return [word for word in text.split() if len(word) >= shortest]


def word_counts(texts, shortest, executor):
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(count), "count", worker_args={"executor": executor})
        parts = manager.run((text, shortest) for text in texts)
    return Counter(word for part in parts for word in part), sum(part == [] for part in parts)
