"""Wrong on purpose: hands the counts over, and leaves the lock out.

Belief: an argument stays the caller's own.
Truth:  a copy of the counts is counted up there.
Verdict: no count has come back
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(counts, shortest, text):
    words = [word for word in text.split() if len(word) >= shortest]
    counts.update(words)
    return len(words)


def word_counts(texts, shortest, executor):
    counts = Counter()
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, counts, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        results = manager.run(texts)
    return counts, sum(not result for result in results)
