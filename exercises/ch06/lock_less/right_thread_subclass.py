"""Right in another style: a thread that keeps its counts, and a caller that adds them up after the join."""

from threading import Thread


class Counting(Thread):
    def __init__(self, part, words_of):
        super().__init__()
        self.part = part
        self.words_of = words_of
        self.counts = {}

    def run(self):
        for line in self.part:
            for word in self.words_of(line):
                self.counts[word] = self.counts.get(word, 0) + 1


def count_words(parts, words_of, _lock):
    threads = [Counting(part, words_of) for part in parts]
    for thread in threads:
        thread.start()
    total = {}
    for thread in threads:
        thread.join()
        for word, often in thread.counts.items():
            total[word] = total.get(word, 0) + often
    return total
