"""Wrong on purpose: its threads look the part up when they run.

Belief: a lambda keeps what a variable was when it was made.
Truth:  it looks at the variable when it is called, and the loop has gone on by then.
Verdict: and you counted 0
"""

from collections import Counter
from threading import Thread


def count_words(parts, words_of, lock):
    total = Counter()

    def count(lines):
        mine = Counter()
        for line in lines:
            mine.update(words_of(line))
        with lock:
            total.update(mine)

    threads = []
    for part in parts:
        thread = Thread(target=lambda: count(part))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return dict(total)
