"""Right in another style: a helper behind a cache, of which each process has its own."""

from collections import Counter
from functools import cache, partial

from pipeline_core import PipelineManager, PoolWorker


@cache
def long_enough(word, shortest):
    return len(word) >= shortest


def count(shortest, text):
    return Counter(word for word in text.split() if long_enough(word, shortest))


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        manager.add_worker(
            PoolWorker.of(partial(count, shortest)), "count", worker_args={"executor": executor}
        )
        manager.start(texts)
        for part in manager.results():
            counts.update(part)
            empty += not part
    return counts, empty
