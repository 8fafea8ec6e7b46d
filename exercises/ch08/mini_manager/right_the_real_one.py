"""Right in another style: around the real manager, which passes its own list."""

from pipeline_core import PipelineManager


class MiniManager:
    def __init__(self, maxsize):
        self.manager = PipelineManager(maxsize=maxsize)

    def add_worker(self, work):
        self.manager.add_worker(work)

    def run(self, source):
        with self.manager:
            return self.manager.run(source)

    def stop(self):
        self.manager.stop()
