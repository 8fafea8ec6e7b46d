"""Right in another style: words in lists, counted at the end."""

from collections import Counter
from threading import Thread


def in_threads(function, parts):
    threads = [Thread(target=function, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def count_words(parts, words_of, lock):
    everything = []

    def collect(lines):
        mine = [word for line in lines for word in words_of(line)]
        with lock:
            everything.extend(mine)

    in_threads(collect, parts)
    return Counter(everything)
