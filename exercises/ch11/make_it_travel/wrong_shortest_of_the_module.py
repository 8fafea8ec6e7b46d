"""Wrong on purpose: puts the least length into a variable of the module.

Belief: a global reaches every function.
Truth:  it reaches those of this process; the others have the value that the file says.
Verdict: on processes
"""

from collections import Counter

from pipeline_core import PipelineManager, PoolWorker

least = 0


def count(text):
    return Counter(word for word in text.split() if len(word) >= least)


def word_counts(texts, shortest, executor):
    global least
    least = shortest
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(count), "count", worker_args={"executor": executor})
        parts = manager.run(texts)
    return sum(parts, Counter()), sum(not part for part in parts)
