"""Wrong on purpose: puts with a timeout of an hour.

Belief: that is as good as for ever.
Truth:  a consumer may be later still, and then a group is lost.
Verdict: the plain put and get wait as long as it takes
"""

from threading import Thread


def in_groups(names, queue, size):
    found = []

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size], timeout=3600)

    def consume():
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


guess = {"first": "c", "names": 6}
