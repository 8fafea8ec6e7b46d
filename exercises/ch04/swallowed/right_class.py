"""Right in another style: a class with a method for each step."""

from pipeline_core import SENTINEL


class Stage:
    def __init__(self, source, target, work, failures):
        self.source, self.target = source, target
        self.work, self.failures = work, failures

    def __enter__(self):
        return self

    def __exit__(self, *what):
        self.target.put(SENTINEL)

    def step(self, item):
        try:
            result = self.work(item)
        except Exception as error:
            self.failures.append((item, error))
            return
        self.target.put(result)

    def run(self):
        while (item := self.source.get()) is not SENTINEL:
            self.step(item)


def careful_stage(source, target, work, failures):
    with Stage(source, target, work, failures) as stage:
        stage.run()
