"""Wrong on purpose: puts the executor into a with block.

Belief: a with block is always right.
Truth:  leaving it shuts the executor down, which is the caller's.
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
    with executor, PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    return counts, empty
