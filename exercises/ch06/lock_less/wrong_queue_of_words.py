"""Wrong on purpose: it sends each word through a queue to the main thread.

Belief: a queue is no lock.
Truth:  queue.Queue takes its lock for each put and each get.
Verdict: is put into 38 times
"""

from queue import Queue
from threading import Thread


def count_words(parts, words_of, lock):
    words = Queue()

    def send(part):
        for line in part:
            for word in words_of(line):
                words.put((word,))
        words.put(None)

    threads = [Thread(target=send, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    counts = {}
    left = len(threads)
    while left:
        message = words.get()
        if message is None:
            left -= 1
        else:
            counts[message[0]] = counts.get(message[0], 0) + 1
    for thread in threads:
        thread.join()
    return counts
