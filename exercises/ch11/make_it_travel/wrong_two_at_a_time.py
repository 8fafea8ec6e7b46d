"""Wrong on purpose: sends two texts in one sub-task.

Belief: the fewer journeys, the better.
Truth:  each text is a sub-task here: who fails, fails alone, and a text is worth its journey or it is not.
Verdict: each text is a sub-task
"""

from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker, batched


def count(shortest, texts):
    return [Counter(word for word in text.split() if len(word) >= shortest) for text in texts]


def word_counts(texts, shortest, executor):
    with PipelineManager() as manager:
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        parts = [part for both in manager.run(batched(texts, 2)) for part in both]
    return sum(parts, Counter()), sum(not part for part in parts)
