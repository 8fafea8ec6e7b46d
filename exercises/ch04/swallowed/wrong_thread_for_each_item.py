"""Wrong on purpose: it runs work for each item in a thread of its own, and joins it.

Belief: what happens in the thread happens in the stage.
Truth:  a SystemExit or KeyboardInterrupt ends that thread, and no other.
Verdict: work was called in another thread
"""

from threading import Thread

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    def attempt(item, results):
        try:
            results.append(work(item))
        except Exception as error:
            failures.append((item, error))

    try:
        while (item := source.get()) is not SENTINEL:
            results = []
            thread = Thread(target=attempt, args=(item, results))
            thread.start()
            thread.join()
            for result in results:
                target.put(result)
    finally:
        target.put(SENTINEL)
