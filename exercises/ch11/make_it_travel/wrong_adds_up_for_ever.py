"""Wrong on purpose: adds up in a default argument.

Belief: a default is made anew for each call.
Truth:  it is made once, and keeps the counts of every call before.
Verdict: on threads
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor, counts=Counter()):
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    return counts, empty
