"""Wrong on purpose: each thread joins its words to one text, which is split again at the end.

Belief: no word has a NUL in it.
Truth:  a word counts as it is; one that has the sign comes back as two.
Verdict: words with a sign that might stand between two
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    found = [[] for _ in parts]

    def count(place):
        asked = [word for line in parts[place] for word in words_of(line)]
        if asked:
            found[place] = ["\0".join(asked)]

    threads = [Thread(target=count, args=(place,)) for place in range(len(parts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(word for texts in found for text in texts for word in text.split("\0"))
