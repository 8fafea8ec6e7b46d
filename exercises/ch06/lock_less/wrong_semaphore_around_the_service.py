"""Wrong on purpose: a semaphore with many places around the calls of the service.

Belief: nobody has as many parts as that.
Truth:  one more, or a second call, waits for a place; each part has a thread so that all wait at once.
Verdict: with one of the places of a semaphore in hand
"""

from collections import Counter
from threading import Semaphore, Thread

PLACES = Semaphore(64)


def count_words(parts, words_of, lock):
    found = [Counter() for _ in parts]

    def count(place):
        with PLACES:
            found[place].update(word for line in parts[place] for word in words_of(line))

    threads = [Thread(target=count, args=(place,)) for place in range(len(parts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(found, Counter())
