"""Wrong on purpose: naps before it merges, so that the threads take turns.

Belief: threads that nap for different times don't meet.
Truth:  nobody knows how long the service takes; a nap moves the meeting and does not prevent it.
Verdict: A nap is no turn
"""

from threading import Thread
from time import sleep


def count_words(parts, words_of, lock):
    total = {}

    def count(number, lines):
        mine = [word for line in lines for word in words_of(line)]
        sleep(number / 100)
        for word in mine:
            total[word] = total.get(word, 0) + 1

    threads = [Thread(target=count, args=numbered) for numbered in enumerate(parts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
