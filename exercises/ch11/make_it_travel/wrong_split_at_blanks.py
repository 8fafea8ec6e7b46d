"""Wrong on purpose: splits a text at each blank.

Belief: split(" ") is split(), said more clearly.
Truth:  lines and tabs part words, too: what stands around them stays together.
Verdict: was counted 0 times
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split(" ") if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        parts = manager.run(texts)
    return sum(parts, Counter()), sum(not part for part in parts)
