from collections import Counter
from threading import Lock

from pipeline_core import PipelineManager, PoolWorker


def word_counts(texts, shortest, executor):
    """Count the long words of all texts: return the counts, and how many texts have none.

    Given:  texts, the least number of letters, an executor of threads or of processes.
    Do:     let the sub-tasks run on any executor.
    Never:  do their work here, or keep anything for the next call.
    Size:   about 15 lines.   Stuck: the hints below, one at a time
    """
    counts = Counter()
    lock = Lock()
    nothing = object()

    def count(text):
        words = [word for word in text.split() if len(word) >= shortest]
        if not words:
            return nothing
        with lock:
            counts.update(words)
        return len(words)

    with PipelineManager() as manager:
        manager.add_worker(PoolWorker.of(count), "count", worker_args={"executor": executor})
        results = manager.run(texts)
    return counts, sum(result is nothing for result in results)
