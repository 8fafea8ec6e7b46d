"""Wrong on purpose: starts a thread for each item.

Belief: they are cheap.
Truth:  they overtake each other, and nothing is bounded.
Verdict: items were pulled meanwhile
"""

from threading import Lock, Thread


class MiniManager:
    def __init__(self, maxsize):
        self.works = []
        self.stopped = False

    def add_worker(self, work):
        self.works.append((work, Lock()))

    def run(self, source):
        results = []

        def through(item):
            for work, lock in self.works:
                with lock:
                    item = work(item)
            results.append(item)

        threads = [Thread(target=through, args=(item,)) for item in source if not self.stopped]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def stop(self):
        self.stopped = True
