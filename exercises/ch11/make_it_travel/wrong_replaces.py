"""Wrong on purpose: replaces the counts in the place of adding them.

Belief: update of a dict and of a Counter are the same.
Truth:  a dict's update replaces; the count of the text before is gone.
Verdict: was counted
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
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            dict.update(counts, part)
            empty += not part
    return counts, empty
