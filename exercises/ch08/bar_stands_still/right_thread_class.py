"""Right in another style: a worker is a Thread class."""

from queue import Queue, SimpleQueue
from threading import Thread

from pipeline_core import SENTINEL, SKIP


class Worker(Thread):
    def __init__(self, todo, done, work):
        super().__init__()
        self.todo = todo
        self.done = done
        self.work = work
        self.failures = []

    def run(self):
        while (item := self.todo.get()) is not SENTINEL:
            self.done.put(self.one(item))
        self.done.put(SENTINEL)

    def one(self, item):
        try:
            return self.work(item)
        except Exception as error:
            self.failures.append((item, error))
            return SKIP


class Feeder(Thread):
    def __init__(self, items, todo, workers):
        super().__init__()
        self.items = items
        self.todo = todo
        self.workers = workers

    def run(self):
        for item in self.items:
            self.todo.put(item)
        for _ in range(self.workers):
            self.todo.put(SENTINEL)


def run_with_bar(items, work, open_bar, workers):
    todo = Queue(4)
    done = SimpleQueue()
    bar = open_bar(len(items) if hasattr(items, "__len__") else None)
    crew = [Worker(todo, done, work) for _ in range(workers)]
    threads = [*crew, Feeder(items, todo, workers)]
    for thread in threads:
        thread.start()
    results = []
    for _ in crew:
        while (result := done.get()) is not SENTINEL:
            bar.update(1)
            if result is not SKIP:
                results.append(result)
    for thread in threads:
        thread.join()
    bar.close()
    return results, [failure for worker in crew for failure in worker.failures]
