"""Wrong on purpose: waits for its threads half a second at a time, again and again.

Belief: a join with a timeout in a loop is a join.
Truth:  it wakes up for nothing, twice a second, for as long as the service takes.
Verdict: it asks again and again where it could wait
"""

import threading
from collections import Counter


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        own = Counter()
        for line in lines:
            own.update(words_of(line))
        with lock:
            total.update(own)

    threads = [threading.Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(0.5)
    return dict(total)
