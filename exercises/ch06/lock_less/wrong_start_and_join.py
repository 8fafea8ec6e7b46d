"""Wrong on purpose: it joins each thread right after it has started it.

Belief: a thread that is started works beside the others.
Truth:  the next one is not started before this one is through.
Verdict: one part comes after the other
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

    for part in parts:
        thread = Thread(target=count, args=(part,))
        thread.start()
        thread.join()
    return dict(total)
