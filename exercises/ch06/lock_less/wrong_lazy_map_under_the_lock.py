"""Wrong on purpose: it maps words_of over the lines outside the lock, and goes through the map inside.

Belief: map has called the service when its line is done.
Truth:  map is lazy: the calls come with the loop.
Verdict: with the lock in hand
"""

from threading import Thread


def count_words(parts, words_of, lock):
    total = {}

    def count(part):
        answers = map(words_of, part)
        with lock:
            for words in answers:
                for word in words:
                    total[word] = total.get(word, 0) + 1

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
