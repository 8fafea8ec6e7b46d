"""Wrong on purpose: returns the words of a text as a set.

Belief: a set is smaller to send.
Truth:  a word that comes twice in a text counts twice.
Verdict: was counted 3 times
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return {word for word in text.split() if len(word) >= shortest}


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    return counts, empty
