"""Wrong on purpose: two threads for a part that is long.

Belief: more threads are faster, and the lock is not taken more often.
Truth:  each part has one thread, however long it is.
Verdict: threads ask for the 1,200 lines of 3 parts
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    found = []

    def count(lines):
        found.append(Counter(word for line in lines for word in words_of(line)))

    halves = []
    for part in parts:
        middle = len(part) // 2
        halves += [part[:middle], part[middle:]] if middle > 20 else [part]
    threads = [Thread(target=count, args=(half,)) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(found, Counter())
