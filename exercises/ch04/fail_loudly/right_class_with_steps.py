"""Right in another style: a class with a method for each of the five steps."""

from queue import Empty

from pipeline_core import SENTINEL, robust_put


class Stage:
    def __init__(self, name, source, target, work, stop, failures):
        self.name = name
        self.source = source
        self.target = target
        self.work = work
        self.stop = stop
        self.failures = failures

    def take(self):
        while not self.stop.is_set():
            try:
                self.item = self.source.get(True, 0.1)
            except Empty:
                continue
            return True
        return False

    def do(self):
        try:
            self.result = self.work(self.item)
        except Exception as error:
            self.tell(error)
            return False
        return True

    def tell(self, error):
        try:
            what = repr(self.item)
        except Exception:
            what = f"an item of type {type(self.item).__name__}"
        error.add_note(f"Stage {self.name} had {what} in hand.")
        self.failures.append(error)
        self.stop.set()

    def run(self):
        while self.take():
            if self.item is SENTINEL:
                robust_put(self.target, SENTINEL, self.stop)
                break
            if not (self.do() and robust_put(self.target, self.result, self.stop)):
                break


def fail_loudly(name, source, target, work, stop, failures):
    Stage(name, source, target, work, stop, failures).run()
