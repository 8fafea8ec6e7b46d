"""Right in another style: a member of an Enum as the mark: it is looked up by its value, a text."""

from collections import Counter
from enum import Enum
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


class Mark(Enum):
    NOTHING = "no such word"


def count(shortest, text):
    part = Counter(word for word in text.split() if len(word) >= shortest)
    return part or Mark.NOTHING


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        for part in manager.run(texts):
            if part is Mark.NOTHING:
                empty += 1
            else:
                counts.update(part)
    return counts, empty
