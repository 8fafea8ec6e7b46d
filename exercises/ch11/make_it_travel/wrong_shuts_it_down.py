"""Wrong on purpose: shuts the executor down at the end.

Belief: who uses an executor has to end it.
Truth:  it is the caller's, who may have more for it.
Verdict: the executor was shut down
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    executor.shutdown()
    return counts, empty
