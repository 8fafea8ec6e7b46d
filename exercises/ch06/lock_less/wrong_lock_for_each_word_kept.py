"""Wrong on purpose: it keeps a lock for each word, besides the given one.

Belief: fine locks make threads wait less, and only the given lock is counted.
Truth:  they are taken once for each word and part, and any other lock counts.
Verdict: a lock of your own 31 times
"""

from collections import Counter
from threading import Lock, Thread


def count_words(parts, words_of, lock):
    total = {}
    locks = {}

    def count(part):
        mine = Counter()
        for line in part:
            mine.update(words_of(line))
        with lock:
            for word in mine:
                locks.setdefault(word, Lock())
        for word, often in mine.items():
            with locks[word]:
                total[word] = total.get(word, 0) + often

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
