"""Wrong on purpose: it asks the threads again and again whether they live, and sleeps in between.

Belief: that is what waiting for threads means.
Truth:  join waits for them; this sleeps.
Verdict: the caller sleeps while its threads are at work
"""

import time
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

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.01)
    return dict(total)
