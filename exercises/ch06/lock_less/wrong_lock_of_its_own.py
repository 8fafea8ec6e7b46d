"""Wrong on purpose: each thread merges under a lock that it makes itself.

Belief: the lock that is given is counted, and another one is not.
Truth:  nobody else takes that lock, so it keeps out nobody; and any other lock counts as well.
Verdict: each another one
"""

from threading import Lock, Thread


def count_words(parts, words_of, lock):
    total = {}

    def count(part):
        mine = {}
        for line in part:
            for word in words_of(line):
                mine[word] = mine.get(word, 0) + 1
        with Lock():
            for word, often in mine.items():
                total[word] = total.get(word, 0) + often

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
