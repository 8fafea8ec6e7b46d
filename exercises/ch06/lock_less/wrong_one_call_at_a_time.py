"""Wrong on purpose: lets one call at a time ask the same service.

Belief: a service is to be asked by one caller at a time.
Truth:  whoever calls meanwhile waits for all the lines of the other.
Verdict: one call waits for the other
"""

from collections import Counter
from threading import Lock, Thread

LOCKS = {}


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter(word for line in part for word in words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    with LOCKS.setdefault(words_of, Lock()):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return total
