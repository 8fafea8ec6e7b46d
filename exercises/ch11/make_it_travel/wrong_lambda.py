"""Wrong on purpose: makes a lambda of it.

Belief: a lambda is a value, and values can be sent.
Truth:  a lambda is pickled as a name, and it has none.
Verdict: a function that stands inside of another one
"""

from collections import Counter

from pipeline_core import PipelineManager, PoolWorker


def word_counts(texts, shortest, executor):
    count = lambda text: Counter(word for word in text.split() if len(word) >= shortest)
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(count), "count", worker_args={"executor": executor})
        parts = manager.run(texts)
    return sum(parts, Counter()), sum(not part for part in parts)
