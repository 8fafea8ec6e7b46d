"""Right in another style: an ExitStack that joins what has been started."""

from collections import Counter
from contextlib import ExitStack
from threading import Thread


def count_words(parts, words_of, lock):
    counts = {}

    def count(part):
        mine = Counter()
        for line in part:
            for word in words_of(line):
                mine[word] += 1
        with lock:
            for word in mine:
                counts[word] = counts.get(word, 0) + mine[word]

    with ExitStack() as started:
        for part in parts:
            thread = Thread(target=count, args=(part,))
            thread.start()
            started.callback(thread.join)
    return counts
