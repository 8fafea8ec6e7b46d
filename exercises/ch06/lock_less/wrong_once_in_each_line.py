"""Wrong on purpose: it counts a word once for each line.

Belief: a set of the words is what is to be counted.
Truth:  a word may come twice in a line.
Verdict: 'to' comes 6 times in the parts
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter()
        for line in part:
            mine.update(set(words_of(line)))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(total)
