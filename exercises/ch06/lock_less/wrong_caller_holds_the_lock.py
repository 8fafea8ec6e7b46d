"""Wrong on purpose: the caller takes the lock, and waits for its threads with it in hand.

Belief: one taking of the lock for all is better still than one for each part.
Truth:  whoever else wants it waits as long as the service takes.
Verdict: somebody holds the lock for
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    counts = [Counter() for _ in parts]

    def count(lines, mine):
        for line in lines:
            mine.update(words_of(line))

    threads = [Thread(target=count, args=pair) for pair in zip(parts, counts, strict=True)]
    with lock:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return sum(counts, Counter())
