"""Wrong on purpose: it takes the lock by hand, and returns early when there is nothing to merge.

Belief: a thread that ends gives back what it has.
Truth:  a lock stays taken when its thread is gone.
Verdict: with parts without lines, [[], ['to be'], []]: stuck
"""

from threading import Thread


def count_words(parts, words_of, lock):
    total = {}

    def count(part):
        mine = {}
        for line in part:
            for word in words_of(line):
                mine[word] = mine.get(word, 0) + 1
        lock.acquire()
        if not mine:
            return
        for word, often in mine.items():
            total[word] = total.get(word, 0) + often
        lock.release()

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
