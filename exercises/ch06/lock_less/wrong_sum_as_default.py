"""Wrong on purpose: each thread counts into a default argument.

Belief: a default argument is made anew for each call, so each thread has its own.
Truth:  all threads share the one dictionary, and change it without the lock.
Verdict: and you counted 7
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part, mine=Counter()):
        for line in part:
            mine.update(words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(total)
