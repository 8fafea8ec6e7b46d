"""Right in another style: a thread that is a class, and keeps its result as an attribute."""

from threading import Thread


class Caller(Thread):
    def __init__(self, work, item):
        super().__init__()
        self.work, self.item = work, item

    def run(self):
        self.result = self.work(self.item)


def in_order(work, items):
    callers = [Caller(work, item) for item in items]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return [caller.result for caller in callers]
