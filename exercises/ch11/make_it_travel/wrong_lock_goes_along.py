"""Wrong on purpose: hands counts and lock over as arguments.

Belief: what is an argument can be sent.
Truth:  a lock is a thing of one process; nothing can copy it.
Verdict: it could not be sent
"""

from collections import Counter
from functools import partial
from threading import Lock

from pipeline_core import PipelineManager, PoolWorker


def count(counts, lock, shortest, text):
    words = [word for word in text.split() if len(word) >= shortest]
    with lock:
        counts.update(words)
    return len(words)


def word_counts(texts, shortest, executor):
    counts = Counter()
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, counts, Lock(), shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        results = manager.run(texts)
    return counts, sum(not result for result in results)
