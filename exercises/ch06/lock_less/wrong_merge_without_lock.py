"""Wrong on purpose: counts alone, and merges without the lock.

Belief: update is one call, so it is one step.
Truth:  it reads and writes word by word, and another thread's update may come between.
Verdict: counts are lost
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        mine = Counter()
        for line in lines:
            mine.update(words_of(line))
        total.update(mine)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
