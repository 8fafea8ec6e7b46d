"""Wrong on purpose: it takes the lock for each part, and once more to copy the result.

Belief: the result must be read under the lock as well.
Truth:  all threads have been joined, nobody else is there; and that is one taking too many.
Verdict: the lock is taken 4 times
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter()
        for line in part:
            mine.update(words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with lock:
        return dict(total)
