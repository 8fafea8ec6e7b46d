"""Wrong on purpose: returns the parts as they came.

Belief: the parts are the counts.
Truth:  one Counter was asked for; whoever receives the parts adds them up.
Verdict: a Counter was expected
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        parts = manager.run(texts)
    return parts, sum(not part for part in parts)
