"""Wrong on purpose: it counts the last part in the main thread, and starts a thread for each of the others.

Belief: the main thread has nothing else to do.
Truth:  a thread for each part is asked for.
Verdict: a part is counted by the thread that called count_words
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter()
        for line in part:
            mine.update(words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts[:-1]]
    for thread in threads:
        thread.start()
    for part in parts[-1:]:
        count(part)
    for thread in threads:
        thread.join()
    return dict(total)
