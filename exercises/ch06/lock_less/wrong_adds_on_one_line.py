"""Wrong on purpose: adds without the lock, each word on one line.

Belief: what stands on one line is one step.
Truth:  it is a read and a write, and another thread's may come between.
Verdict: counts are lost: in the order below
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        for word in mine:
            total[word] = total[word] + mine[word]

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
