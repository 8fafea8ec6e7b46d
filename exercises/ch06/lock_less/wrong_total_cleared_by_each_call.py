"""Wrong on purpose: counts in a dictionary of the module, which each call clears.

Belief: each call begins with nothing.
Truth:  two calls at the same time have one dictionary between them.
Verdict: called twice at the same time
"""

from collections import Counter
from threading import Thread


TOTAL = Counter()


def count_words(parts, words_of, lock):
    TOTAL.clear()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        with lock:
            TOTAL.update(mine)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(TOTAL)
