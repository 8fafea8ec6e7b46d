"""Wrong on purpose: sends one item through all stages, then the next.

Belief: that is bounded, and in order.
Truth:  only one stage works at a time.
Verdict: with the stages side by side it is 12
"""


class MiniManager:
    def __init__(self, maxsize):
        self.works = []
        self.stopped = False

    def add_worker(self, work):
        self.works.append(work)

    def run(self, source):
        results = []
        for item in source:
            if self.stopped:
                break
            for work in self.works:
                item = work(item)
            results.append(item)
        return results

    def stop(self):
        self.stopped = True
