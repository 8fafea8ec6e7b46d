"""Right in another style: partial, a defaultdict, and sums that are made before the lock."""

from collections import Counter, defaultdict
from functools import partial
from threading import Thread


def merge(total, lock, words_of, part):
    mine = Counter([word for line in part for word in words_of(line)])
    if mine:
        with lock:
            for word, often in mine.items():
                total[word] += often


def count_words(parts, words_of, lock):
    total = defaultdict(int)
    work = partial(merge, total, lock, words_of)
    threads = [Thread(target=work, args=[part]) for part in parts]
    any(thread.start() for thread in threads)
    any(thread.join() for thread in threads)
    return dict(total)
