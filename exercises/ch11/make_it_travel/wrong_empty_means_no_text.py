"""Wrong on purpose: takes a text without words for the empty one.

Belief: only an empty text has no such word.
Truth:  a text of short words has none either.
Verdict: was returned for the texts without such a word
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest), not text.split()


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part, none in manager.run(texts):
            counts.update(part)
            empty += none
    return counts, empty
