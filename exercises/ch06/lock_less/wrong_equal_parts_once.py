"""Wrong on purpose: it keeps its threads in a dict by their part.

Belief: each part has its own place in the dict.
Truth:  two equal parts share one, and the first thread is replaced before it is started.
Verdict: 'be' comes 4 times in the parts
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

    threads = {tuple(part): Thread(target=count, args=(part,)) for part in parts}
    for thread in threads.values():
        thread.start()
    for thread in threads.values():
        thread.join()
    return dict(total)
