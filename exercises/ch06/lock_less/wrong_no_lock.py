"""Wrong on purpose: needs no lock at all, it says.

Belief: a dictionary is thread-safe, so counting in it is.
Truth:  the dictionary stays whole; reading a count and writing the next one are two steps all the same.
Verdict: counts are lost
"""

from threading import Thread


def count_words(parts, words_of, lock):
    total = {}

    def count(lines):
        for line in lines:
            for word in words_of(line):
                total[word] = total.get(word, 0) + 1

    threads = [Thread(target=count, args=(lines,)) for lines in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
