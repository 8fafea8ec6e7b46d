"""Wrong on purpose: starts processes of its own.

Belief: any processes will do.
Truth:  the caller has chosen the executor, and starting another one takes a second.
Verdict: was not handed to the executor
"""

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(shortest, text):
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    own = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    with own, PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": own})
        for part in manager.run(texts):
            counts.update(part)
            empty += not part
    return counts, empty
