"""Wrong on purpose: it reads under the lock what was known, and writes the sums behind it.

Belief: what is read under the lock stays true.
Truth:  behind the lock another thread may write the same word.
Verdict: read or written outside it, or in two takings
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = {}

    def count(part):
        mine = Counter()
        for line in part:
            mine.update(words_of(line))
        with lock:
            before = {word: total.get(word, 0) for word in mine}
        for word in mine:
            total[word] = before[word] + mine[word]

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
