"""Wrong on purpose: empties the caller's list, and fills it again at the end.

Belief: what is put right at the end was never wrong.
Truth:  the list is the caller's all the time.
Verdict: while your answer ran your caller's list of names was another one
"""

from threading import Thread

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found, kept = [], list(names)

    def produce():
        while names:
            group = names[:size]
            del names[:size]
            queue.put(group)

    def consume():
        for _ in range(0, len(kept), size):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names[:] = kept
    return found
