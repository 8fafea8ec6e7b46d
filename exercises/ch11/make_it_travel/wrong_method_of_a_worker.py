"""Wrong on purpose: makes a subclass of PoolWorker of it.

Belief: a method has a name, so it can be sent.
Truth:  a method is sent with its instance, and a worker holds queues, events and locks.
Verdict: cannot be sent to another process
"""

from collections import Counter

from pipeline_core import PipelineManager, PoolWorker


class Count(PoolWorker):
    shortest = 0

    def process_item(self, text):
        return Counter(word for word in text.split() if len(word) >= self.shortest)


def word_counts(texts, shortest, executor):
    worker = type("Count", (Count,), {"shortest": shortest})
    with PipelineManager() as manager:
        manager.add_worker(worker, "count", worker_args={"executor": executor})
        parts = manager.run(texts)
    return sum(parts, Counter()), sum(not part for part in parts)
