"""Wrong on purpose: lets the consumer wait until the first group has been put.

Belief: get fails if it comes too early.
Truth:  get waits by itself.
Verdict: Only put and get may wait
"""

from threading import Event, Thread


def in_groups(names, queue, size):
    found = []
    begun = Event()

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])
            begun.set()
        begun.set()

    def consume():
        begun.wait()
        for _ in range(-(-len(names) // size)):
            found.append(queue.get())

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


guess = {"first": "c", "names": 6}
