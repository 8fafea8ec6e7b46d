"""Right in another style: a dataclass for each job, and a Condition that counts down."""

from dataclasses import dataclass
from threading import Condition, Thread
from typing import Any


@dataclass(eq=False)
class Job:
    item: Any
    result: Any = None


def in_order(work, items):
    jobs = [Job(item) for item in items]
    left = len(jobs)
    changed = Condition()

    def run(job):
        nonlocal left
        job.result = work(job.item)
        with changed:
            left -= 1
            changed.notify()

    threads = [Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    with changed:
        changed.wait_for(lambda: left == 0)
    for thread in threads:
        thread.join()
    return [job.result for job in jobs]
