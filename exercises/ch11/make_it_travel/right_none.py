"""Right in another style: None as the mark: there is only one of it in each process."""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


def count(text, *, least):
    words = [word for word in text.split() if len(word) >= least]
    return dict(Counter(words)) if words else None


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, least=shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        manager.start(texts)
        for part in manager.results():
            if part is None:
                empty += 1
            else:
                counts.update(part)
    return counts, empty
