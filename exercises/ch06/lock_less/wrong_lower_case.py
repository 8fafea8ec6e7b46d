"""Wrong on purpose: it counts words without regard to case.

Belief: The and the are one word.
Truth:  what a word is, the service says.
Verdict: with words that differ in case alone
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter()
        for line in part:
            mine.update(word.lower() for word in words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(total)
