"""Wrong on purpose: the words that came stand in a variable of all threads.

Belief: what is written and read in the next line is still the same there.
Truth:  between the two another thread may have written, and its words are counted twice.
Verdict: counts are lost
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()
    words = []

    def count(lines):
        nonlocal words
        mine = Counter()
        for line in lines:
            words = words_of(line)
            mine.update(words)
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
