"""Right in another style: a dict of its own for each thread, merged between acquire and release."""

from collections import defaultdict
from threading import Thread


def in_threads(function, parts):
    threads = [Thread(target=function, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def count_words(parts, words_of, lock):
    total = {}

    def count(lines):
        mine = defaultdict(int)
        for line in lines:
            for word in words_of(line):
                mine[word] += 1
        lock.acquire()
        try:
            for word, often in mine.items():
                total[word] = total.get(word, 0) + often
        finally:
            lock.release()

    in_threads(count, parts)
    return total
