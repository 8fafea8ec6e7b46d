"""Wrong on purpose: it takes the lines out of the caller's lists.

Belief: a line that is counted is no longer needed.
Truth:  the lists belong to the caller; and a list that comes twice in parts is shared by two threads.
Verdict: your caller's parts were
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter()
        while part:
            mine.update(words_of(part.pop()))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(total)
