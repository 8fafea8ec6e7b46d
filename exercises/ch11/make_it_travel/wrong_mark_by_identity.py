"""Wrong on purpose: keeps the mark, as a variable of the module.

Belief: the module's mark is one object.
Truth:  each process makes its own, and what comes back is a copy of that.
Verdict: on processes
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker

NOTHING = object()


def count(shortest, text):
    part = Counter(word for word in text.split() if len(word) >= shortest)
    return part if part else NOTHING


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            if part is NOTHING:
                empty += 1
            elif isinstance(part, Counter):
                counts.update(part)
    return counts, empty
