"""Wrong on purpose: it adds into a dictionary of the module.

Belief: it is empty when the function is called.
Truth:  it keeps what was counted before.
Verdict: words_of and lock, the first call returned
"""

from collections import Counter
from threading import Thread

total = Counter()


def count_words(parts, words_of, lock):
    def count(part):
        mine = Counter()
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
