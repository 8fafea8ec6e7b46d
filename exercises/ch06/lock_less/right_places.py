"""Right in another style: a place for each thread: nothing shared, no lock, and within the budget."""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, _lock):
    results = [None] * len(parts)

    def count(number, lines):
        results[number] = Counter(word for line in lines for word in words_of(line))

    threads = [Thread(target=count, args=numbered) for numbered in enumerate(parts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(results, Counter())
