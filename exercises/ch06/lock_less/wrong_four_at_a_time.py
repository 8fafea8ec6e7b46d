"""Wrong on purpose: it has at most four threads at work.

Belief: four parts, four threads.
Truth:  there may be more parts than four, and the fifth waits for a thread to be free.
Verdict: the seconds for lines that take 5 each
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

    for first in range(0, len(parts), 4):
        threads = [Thread(target=count, args=(part,)) for part in parts[first : first + 4]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return dict(total)
