"""Right in another style: a class; its threads are methods."""

import threading
from queue import SimpleQueue


class Refinery:
    def __init__(self, improve, good, most):
        self.improve, self.good = improve, good
        self.drafts, self.improved, self.finished = SimpleQueue(), SimpleQueue(), []
        self.most = most
        self.room = threading.BoundedSemaphore(most)

    def make(self):
        for item in iter(self.drafts.get, None):
            self.improved.put((self.improve(item[0]),))
        self.improved.put(None)

    def judge(self):
        while (boxed := self.improved.get()) is not None:
            if not self.good(boxed[0]):
                self.drafts.put(boxed)
                continue
            self.finished.append(boxed[0])
            self.room.release()

    def run(self, items):
        threads = [threading.Thread(target=each) for each in (self.make, self.judge)]
        for thread in threads:
            thread.start()
        for item in items:
            self.room.acquire()
            self.drafts.put((item,))
        for _ in range(self.most):
            self.room.acquire()
        self.drafts.put(None)
        for thread in threads:
            thread.join()
        return self.finished


def refine(items, improve, good, most):
    return Refinery(improve, good, most).run(items)
