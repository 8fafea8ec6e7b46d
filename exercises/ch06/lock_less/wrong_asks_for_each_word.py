"""Wrong on purpose: it asks the service again for each different word of a line.

Belief: what a thread does in its own part is its own affair.
Truth:  each call of the service takes its time, so a part takes much longer than its lines.
Verdict: words_of is called 47 times for 12 lines
"""

from threading import Thread


def count_words(parts, words_of, lock):
    total = {}

    def count(part):
        mine = {}
        for line in part:
            for word in set(words_of(line)):
                mine[word] = mine.get(word, 0) + words_of(line).count(word)
        with lock:
            for word, often in mine.items():
                total[word] = total.get(word, 0) + often

    threads = [Thread(target=count, args=(part,)) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
