"""2.1 written in other styles: another loop, a class, a pool, another way to wait."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from exercises.engine.check import judged


class Consumer(threading.Thread):
    """A thread that is a class, and keeps its results as an attribute."""

    def __init__(self, queue, work, count):
        super().__init__(name="consumer")
        self.queue, self.work, self.count, self.results = queue, work, count, []

    def run(self):
        for _ in range(self.count):
            self.results.append(self.work(self.queue.get()))


def with_a_class(lines, queue, work):
    consumer = Consumer(queue, work, len(lines))
    consumer.start()
    for line in lines:
        queue.put(line)
    consumer.join()
    return consumer.results


def until_the_end_comes(lines, queue, work):
    results, end = [], object()

    def produce():
        for line in lines:
            queue.put(line)
        queue.put(end)

    def consume():
        for line in iter(queue.get, end):
            results.append(work(line))  # noqa: PERF401 - as a beginner writes it

    threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def counts_with_while(lines, queue, work):
    results = []

    def consume():
        while len(results) < len(lines):
            results.append(work(queue.get(block=True, timeout=None)))

    thread = threading.Thread(target=consume, daemon=True)
    thread.start()
    for line in lines:
        queue.put(line, True)
    thread.join()
    return results


def waits_for_an_event(lines, queue, work):
    done, results = threading.Event(), []

    def consume():
        results.extend(work(queue.get()) for _ in lines)
        done.set()

    consumer = threading.Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(line)
    done.wait()
    consumer.join()
    return results


def consumes_itself(lines, queue, work):
    producer = threading.Thread(target=lambda: [queue.put(line) for line in lines])
    producer.start()
    results = [work(queue.get()) for _ in lines]
    producer.join()
    return results


def with_a_pool(lines, queue, work):
    with ThreadPoolExecutor(2) as pool:
        pool.submit(lambda: [queue.put(line) for line in lines])
        return pool.submit(lambda: [work(queue.get()) for _ in lines]).result()


def marks_each_as_done(lines, queue, work):
    results = []

    def consume():
        for _ in lines:
            results.append(work(queue.get()))
            queue.task_done()

    consumer = threading.Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(line)
    queue.join()
    consumer.join()
    return results


def fills_places(lines, queue, work):
    results = [None] * len(lines)

    def consume():
        for place in range(len(lines)):
            results[place] = work(queue.get())

    consumer = threading.Thread(target=consume)
    consumer.start()
    for line in lines:
        queue.put(line)
    consumer.join()
    return results


@pytest.mark.parametrize(
    "answer",
    [
        with_a_class, until_the_end_comes, counts_with_while, waits_for_an_event, consumes_itself,
        with_a_pool, marks_each_as_done, fills_places,
    ],
)  # fmt: skip
def test_another_right_answer_passes(answer):
    """The check asks for a behaviour, not for a text: another loop, a class, a pool, another way to wait."""
    told = judged("2.1", answer)
    assert told.passed, told
