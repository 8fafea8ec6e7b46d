"""Wrong on purpose: counts words without the stops behind them.

Belief: Mr and Mr. are one word.
Truth:  the service says what the words are, and no two different texts are one.
Verdict: with words with signs and digits
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(part):
        mine = Counter(word.strip(".,") for line in part for word in words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
