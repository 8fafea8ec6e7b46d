"""Wrong on purpose: counts in a variable of the module, cleared at each call.

Belief: a module is there once.
Truth:  each process has the module, and its variables, for itself.
Verdict: no count has come back
"""

from collections import Counter
from functools import partial
from threading import Lock

from pipeline_core import PipelineManager, PoolWorker

COUNTS = Counter()
LOCK = Lock()


def count(shortest, text):
    words = [word for word in text.split() if len(word) >= shortest]
    with LOCK:
        COUNTS.update(words)
    return len(words)


def word_counts(texts, shortest, executor):
    COUNTS.clear()
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        results = manager.run(texts)
    return Counter(COUNTS), sum(not result for result in results)
