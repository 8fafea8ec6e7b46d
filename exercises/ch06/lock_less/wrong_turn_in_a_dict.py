"""Wrong on purpose: builds a lock out of a dictionary, and asks for it in a loop.

Belief: setdefault is one step, so only one thread gets its turn, and no lock is counted.
Truth:  right so far, and whoever waits keeps a core busy while the other adds.
Verdict: asks again and again whether it may
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total, turn = Counter(), {}

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        me = object()
        while turn.setdefault("whose", me) is not me:
            pass
        total.update(mine)
        del turn["whose"]

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
