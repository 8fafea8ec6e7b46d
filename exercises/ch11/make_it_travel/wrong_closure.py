"""Wrong on purpose: keeps the function inside, without the lock.

Belief: only the lock is in the way.
Truth:  a function inside of a function has no name that another process could look up.
Verdict: a function that stands inside of another one
"""

from collections import Counter

from pipeline_core import PipelineManager, PoolWorker


def word_counts(texts, shortest, executor):
    def count(text):
        return Counter(word for word in text.split() if len(word) >= shortest)

    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(count), "count", worker_args={"executor": executor})
        parts = manager.run(texts)
    return sum(parts, Counter()), sum(not part for part in parts)
