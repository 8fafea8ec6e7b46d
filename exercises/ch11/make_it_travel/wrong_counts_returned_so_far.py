"""Wrong on purpose: returns all that this process has counted so far.

Belief: the last one to come has everything.
Truth:  there is such a variable in each process, and it outlives the call.
Verdict: was counted
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker

SO_FAR = Counter()


def count(shortest, text):
    part = Counter(word for word in text.split() if len(word) >= shortest)
    SO_FAR.update(part)
    return Counter(SO_FAR), not part


def word_counts(texts, shortest, executor):
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        results = manager.run(texts)
    counts = max((counts for counts, _ in results), key=lambda each: each.total(), default=Counter())
    return counts, sum(empty for _, empty in results)
