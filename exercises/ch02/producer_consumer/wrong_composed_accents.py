"""Wrong on purpose: puts each line with its accents composed.

Belief: two ways to write an accent are the same text.
Truth:  a line goes through the queue as it is, character for character.
Verdict: and an accent that is a character of its own: work was given
"""

import unicodedata
from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def consume():
        for _ in lines:
            results.append(work(queue.get()))

    consumer = Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(unicodedata.normalize("NFC", line))
    consumer.join()
    return results
