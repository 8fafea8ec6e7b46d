"""Wrong on purpose: takes blanks and tabs off the words.

Belief: a word has none.
Truth:  what the service calls a word is the word.
Verdict: words that are empty or have a tab
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        mine = Counter(word.strip() for line in lines for word in words_of(line))
        with lock:
            total.update(mine)

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
