"""Wrong on purpose: counts words that are longer than the least length.

Belief: at least means more than.
Truth:  a word of exactly that length counts.
Verdict: was counted 0 times
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) > shortest)


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    return counts, empty
