"""Wrong on purpose: goes back to threads of its own.

Belief: what can't be sent stays here.
Truth:  the executor that was given has nothing to do.
Verdict: was not handed to the executor
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
        manager.add_worker(work, "count", worker_args={"num_sub_workers": 2})
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    return counts, empty
