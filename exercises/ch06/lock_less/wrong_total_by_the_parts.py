"""Wrong on purpose: counts in a dictionary of the module, by the list of parts.

Belief: no two calls have the same list.
Truth:  two calls at the same time may, and each counts into what the other made.
Verdict: called twice at the same time, with the same parts
"""

from collections import Counter
from threading import Thread


TOTALS = {}


def count_words(parts, words_of, lock):
    TOTALS[id(parts)] = Counter()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        with lock:
            TOTALS[id(parts)].update(mine)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return TOTALS[id(parts)]
