"""Wrong on purpose: takes the lock once, and holds it for the whole part.

Belief: fewer takings are all that counts, so one big critical section is best.
Truth:  who holds a lock while waiting makes everybody wait: the threads work one after the other.
Verdict: with the lock in hand
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        with lock:
            for line in lines:
                total.update(words_of(line))

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
