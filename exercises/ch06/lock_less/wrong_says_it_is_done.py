"""Wrong on purpose: each thread says through a queue that it is through, beside its taking of the lock.

Belief: a put is no taking of the lock.
Truth:  a queue has a lock of its own, which every put takes; join tells the same and takes none.
Verdict: 3 parts; a lock is taken 3 times, and a queue, which has a lock of its own, is put into 3 times
"""

import queue
import threading
from collections import Counter


def count_words(parts, words_of, lock):
    total, done = Counter(), queue.Queue()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        with lock:
            total.update(mine)
        done.put(None)

    threads = [threading.Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for _ in threads:
        done.get()
    for thread in threads:
        thread.join()
    return total
