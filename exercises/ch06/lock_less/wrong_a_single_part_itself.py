"""Wrong on purpose: counts a single part in the caller's own thread.

Belief: a thread for one part alone is a waste.
Truth:  each part is to have a thread of its own, and the task makes no exception.
Verdict: whether a part was counted by the thread that called count_words came out as True
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter(word for line in part for word in words_of(line))
        with lock:
            total.update(mine)

    full = [part for part in parts if part]
    if len(full) == 1:
        count(full[0])
        return total
    threads = [Thread(target=count, args=(part,)) for part in full]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
