"""Wrong on purpose: lets each stage finish before the next begins.

Belief: a stage is a loop over a list.
Truth:  then nothing is side by side.
Verdict: with the stages side by side it is 12
"""


class MiniManager:
    def __init__(self, maxsize):
        self.works = []

    def add_worker(self, work):
        self.works.append(work)

    def run(self, source):
        items = list(source)
        for work in self.works:
            items = [work(item) for item in items]
        return items

    def stop(self):
        self.works = []
