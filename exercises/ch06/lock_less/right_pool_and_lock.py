"""Right in another style: a pool with a thread for each part, and the lock once for each."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        mine = Counter(word for line in lines for word in words_of(line))
        with lock:
            total.update(mine)

    if parts:
        with ThreadPoolExecutor(len(parts)) as pool:
            list(pool.map(count, parts))
    return total
