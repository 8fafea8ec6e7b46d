"""Wrong on purpose: takes the lines out of the parts, and puts them back at the end.

Belief: what is put back was never gone.
Truth:  another call may be at work on the same parts.
Verdict: your caller's parts were other ones for a while
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total, before = Counter(), [list(part) for part in parts]

    def count(part):
        mine = Counter()
        while part:
            mine.update(words_of(part.pop(0)))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for part, lines in zip(parts, before, strict=True):
        part[:] = lines
    return total
