from collections import Counter
from functools import partial

from pipeline_core import PipelineManager, PoolWorker


# A function of the module: another process finds it by its name. What the closure kept is an argument now.
def count(shortest, text):
    """The long words of one text, counted."""
    # Its part is returned. A lock would be of no use: nobody else has this Counter.
    return Counter(word for word in text.split() if len(word) >= shortest)


def word_counts(texts, shortest, executor):
    """Count the long words of all texts: return the counts, and how many texts have none."""
    counts = Counter()
    empty = 0
    with PipelineManager() as manager:
        # A partial of such a function is pickled as its name and its arguments.
        work = PoolWorker.of(partial(count, shortest))
        manager.add_worker(work, "count", worker_args={"executor": executor})
        manager.start(texts)
        for part in manager.results():
            counts.update(part)  # here, in one thread
            empty += not part  # what an object is says more than which one it is: a copy will do
    return counts, empty
