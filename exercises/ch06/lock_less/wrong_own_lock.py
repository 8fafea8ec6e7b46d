"""Wrong on purpose: takes a lock of its own for each line, which nobody counts.

Belief: the budget is about that lock.
Truth:  the budget is about waiting for each other, and any lock makes threads wait.
Verdict: a lock of your own
"""

from collections import Counter
from threading import Lock, Thread


def count_words(parts, words_of, lock):
    total, mine = Counter(), Lock()

    def count(lines):
        for line in lines:
            words = words_of(line)
            with mine:
                total.update(words)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
