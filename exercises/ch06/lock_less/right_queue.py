"""Right in another style: counters through a queue, added up by the caller."""

from collections import Counter
from queue import Queue
from threading import Thread


def in_threads(function, parts):
    threads = [Thread(target=function, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def count_words(parts, words_of, _lock):
    counted = Queue()
    in_threads(lambda lines: counted.put(Counter(w for line in lines for w in words_of(line))), parts)
    return sum((counted.get() for _ in parts), Counter())
