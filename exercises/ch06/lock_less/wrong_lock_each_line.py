"""Wrong on purpose: takes the lock for each line.

Belief: the lock belongs around the line that changes the counts, and that line is in the loop.
Truth:  it does, and so the counts belong out of the loop: count alone, merge once.
Verdict: the lock is taken 12 times
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        for line in lines:
            words = words_of(line)
            with lock:
                total.update(words)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
