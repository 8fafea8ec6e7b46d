"""Wrong on purpose: lets a thread take the lines ahead, and leaves it there after an error.

Belief: it ends with the call.
Truth:  a thread ends with its function: it goes on taking lines that are for others now.
Verdict: after that more lines were taken
"""

from queue import SimpleQueue
from threading import Thread


def take_lines(queue, count, work):
    lines = SimpleQueue()

    def take():
        for _ in range(count):
            lines.put(queue.get())

    thread = Thread(target=take)
    thread.start()
    results = [work(lines.get()) for _ in range(count)]
    thread.join()
    return results
