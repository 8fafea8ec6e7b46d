"""Wrong on purpose: makes an ordinary stage of it.

Belief: a stage is a stage.
Truth:  its worker is a thread of this process; nobody uses the executor.
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
        manager.add_worker(partial(count, shortest), "count", workers=2)
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    return counts, empty
