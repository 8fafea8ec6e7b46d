"""Wrong on purpose: it waits at most a second for each thread.

Belief: a join without a timeout may wait for ever.
Truth:  a service may take longer, and its words are missing then.
Verdict: still running
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
        thread.join(timeout=1)
    return dict(total)
