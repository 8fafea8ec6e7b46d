"""Wrong on purpose: keeps its total by the service that is asked.

Belief: each call is handed a words_of of its own.
Truth:  two calls at the same time may ask the same service, and then have one total.
Verdict: words_of and lock, the first call returned
"""

from collections import Counter
from threading import Thread

TOTALS = {}


def count_words(parts, words_of, lock):
    total = TOTALS.setdefault(words_of, Counter())
    total.clear()

    def count(part):
        mine = Counter(word for line in part for word in words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(total)
