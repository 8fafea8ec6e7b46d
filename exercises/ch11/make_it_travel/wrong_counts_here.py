"""Wrong on purpose: sends the texts there and back, and counts here.

Belief: the executor was used, and the result is right.
Truth:  the work is done here, and each text has travelled twice.
Verdict: came back from the executor as it was
"""

from collections import Counter

from pipeline_core import PipelineManager, PoolWorker


def same(text):
    return text


def word_counts(texts, shortest, executor):
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(same), "count", worker_args={"executor": executor})
        for text in manager.run(texts):
            words = [word for word in text.split() if len(word) >= shortest]
            counts.update(words)
            empty += not words
    return counts, empty
