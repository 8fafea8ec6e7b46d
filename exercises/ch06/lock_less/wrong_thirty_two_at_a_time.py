"""Wrong on purpose: a pool of 32 threads, whatever the number of parts.

Belief: so many are enough for everybody.
Truth:  the part behind them waits until one is free, and each was to have a thread of its own.
Verdict: 33 parts of one line took
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def count_words(parts, words_of, _lock):
    def count(lines):
        return Counter(word for line in lines for word in words_of(line))

    with ThreadPoolExecutor(32) as pool:
        return sum(pool.map(count, parts), Counter())
