from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    """Count the words of all parts, in one thread for each part; return {word: how often}."""
    total = Counter()

    def count(lines):
        # A local variable: each call of count has its own. No other thread can touch it: no lock needed.
        mine = Counter()
        for line in lines:
            mine.update(words_of(line))  # the waiting is done here, with nothing in hand
        # Shared from here on: one critical section for the whole part, and it is short.
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # All threads have ended: reading total needs no lock any more.
    return total
