"""Wrong on purpose: waits until the others have counted, and then looks.

Belief: the counts come if one waits long enough.
Truth:  they are in another process, and stay there.
Verdict: no count has come back
"""

from collections import Counter
from functools import partial
from time import sleep

from pipeline_core import PipelineManager, PoolWorker


def count(counts, shortest, text):
    words = [word for word in text.split() if len(word) >= shortest]
    counts.update(words)
    return len(words)


def word_counts(texts, shortest, executor):
    counts = Counter()
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, counts, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        results = manager.run(texts)
    sleep(0.1)
    return counts, sum(not result for result in results)
