"""Wrong on purpose: does both in one thread.

Belief: without a queue nobody can get stuck.
Truth:  then nothing is saved while the next is worked on.
Verdict: by the same thread
"""


def work_through(items, work, save, places):
    failures = []
    for item in items:
        try:
            save(work(item))
        except Exception as error:
            failures.append((item, error))
    return failures
