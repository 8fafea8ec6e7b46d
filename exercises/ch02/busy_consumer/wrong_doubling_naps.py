"""Wrong on purpose: naps twice as long after each look.

Belief: with longer and longer naps the polling dies away.
Truth:  it is still asking again and again, and the line waits for the end of a nap.
Verdict: and a line is late by a nap
"""

from queue import Empty
from time import sleep


def patient_get(queue):
    nap = 0.001
    while True:
        try:
            return queue.get(block=False)
        except Empty:
            sleep(nap)
            nap = min(2 * nap, 1.0)


def take_lines(queue, count, work):
    return [work(patient_get(queue)) for _ in range(count)]
