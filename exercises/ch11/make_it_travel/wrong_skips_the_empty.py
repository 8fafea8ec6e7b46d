"""Wrong on purpose: drops what has no words, and counts nothing of it.

Belief: what is dropped needs no number.
Truth:  the second number is how many these were.
Verdict: was returned for the texts without such a word
"""

from collections import Counter
from functools import partial

from pipeline_core import SKIP, PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest) or SKIP


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
