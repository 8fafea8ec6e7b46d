"""Wrong on purpose: has a pool of 64 threads at most.

Belief: nobody has more parts than that.
Truth:  with 65 parts the last one waits for the first.
Verdict: how many threads are there at most
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def count_words(parts, words_of, lock):
    def count(lines):
        return Counter(word for line in lines for word in words_of(line))

    with ThreadPoolExecutor(min(64, max(1, len(parts)))) as pool:
        return sum(pool.map(count, parts), Counter())
