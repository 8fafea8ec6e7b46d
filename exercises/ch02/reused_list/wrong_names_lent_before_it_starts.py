"""Wrong on purpose: puts a mark behind the caller's names, and takes it away again.

Belief: what is put right again was never wrong.
Truth:  the caller's other threads may look in between.
Verdict: your caller's list of names was another one
"""

from threading import Thread


def in_groups(names, queue, size):
    found = []
    names.append(None)
    names.pop()

    def produce():
        for start in range(0, len(names), size):
            queue.put(names[start : start + size])

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
