"""Right in another style: an end mark behind the last group."""

from threading import Thread

from pipeline_core import SENTINEL

guess = {"first": "c", "names": 6}


def in_groups(names, queue, size):
    found = []

    def produce():
        group = []
        for name in names:
            group.append(name)
            if len(group) == size:
                queue.put(group)
                group = []
        if group:
            queue.put(group)
        queue.put(SENTINEL)

    def consume():
        while (group := queue.get()) is not SENTINEL:
            found.append(group)

    threads = [Thread(target=produce), Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
