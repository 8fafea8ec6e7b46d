"""Right in another style: one condition guards all lines, and wakes whoever waits."""

from collections import deque
from threading import Condition, Thread

END = object()


class MiniManager:
    def __init__(self, maxsize):
        self.maxsize = maxsize
        self.works = []
        self.stopped = False
        self.failures = []
        self.changed = Condition()

    def add_worker(self, work):
        self.works.append(work)

    def stop(self):
        with self.changed:
            self.stopped = True
            self.changed.notify_all()

    def put(self, line, item):
        with self.changed:
            self.changed.wait_for(lambda: self.stopped or len(line) < self.maxsize)
            line.append(item)
            self.changed.notify_all()
            return not self.stopped

    def take(self, line):
        with self.changed:
            self.changed.wait_for(lambda: self.stopped or line)
            if self.stopped:
                return END
            self.changed.notify_all()
            return line.popleft()

    def pump(self, items, work, line):
        try:
            for item in items:
                if not self.put(line, work(item)):
                    return
            self.put(line, END)
        except Exception as error:
            self.failures.append(error)
            self.stop()

    def run(self, source):
        lines = [deque() for _ in range(len(self.works) + 1)]
        steps = [(source, lambda item: item, lines[0])]
        for place, work in enumerate(self.works):
            steps.append((self.items(lines[place]), work, lines[place + 1]))
        threads = [Thread(target=self.pump, args=step) for step in steps]
        for thread in threads:
            thread.start()
        results = list(self.items(lines[-1]))
        for thread in threads:
            thread.join()
        if self.failures:
            raise self.failures[0]
        return results

    def items(self, line):
        while (item := self.take(line)) is not END:
            yield item
