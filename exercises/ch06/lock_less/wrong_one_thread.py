"""Wrong on purpose: starts no thread, so there is nothing to lock.

Belief: without threads the counts are right, and the budget is kept.
Truth:  true, and the waits come one after the other; that is what the threads are for.
Verdict: the waits do not overlap
"""

from collections import Counter


def count_words(parts, words_of, lock):
    return Counter(word for lines in parts for line in lines for word in words_of(line))
