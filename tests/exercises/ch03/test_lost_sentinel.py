"""The check of 3.2 takes the cures of its folder, and no other way out."""

import queue as queues
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest

from exercises.engine.check import judged
from pipeline_core import SENTINEL


def together(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def without_threads(items, _queue, work, _many):
    return [work(item) for item in items]


def through_no_queue(items, _queue, work, many):
    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(work, items))


def one_after_the_other(items, queue, work, _many):
    results = []
    for item in items:
        queue.put(item)
        results.append(work(queue.get()))
    return results


def polls(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            try:
                item = queue.get(timeout=0.1)
            except queues.Empty:
                continue
            if item is SENTINEL:
                queue.put(SENTINEL)
                return
            results.append(work(item))

    together([Thread(target=produce), *(Thread(target=consume) for _ in range(many))])
    return results


def none_for_an_end(items, queue, work, many):
    results = []

    def consume():
        while (item := queue.get()) is not None:
            results.append(work(item))

    threads = [Thread(target=consume) for _ in range(many)]
    for thread in threads:
        thread.start()
    for item in [*items, *[None] * many]:
        queue.put(item)
    for thread in threads:
        thread.join()
    return results


def puts_all_ends_first(items, queue, work, many):
    results = []

    def produce():
        for item in [*items]:
            queue.put(item)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))

    together([Thread(target=produce)])
    for _ in range(many):
        queue.put(SENTINEL)
    together([Thread(target=consume) for _ in range(many)])
    return results


def gives_up_on_room(items, queue, work, many):
    results = []

    def produce():
        for item in [*items] + [SENTINEL] * many:
            queue.put(item, timeout=0.5)

    def consume():
        while (item := queue.get()) is not SENTINEL:
            results.append(work(item))

    together([Thread(target=produce), *(Thread(target=consume) for _ in range(many))])
    return results


def posts_again_what_it_mistook(is_end):
    """The cure is there, and an item is taken for the end: both consumers leave, the producer is stuck."""

    def share_out(items, queue, work, many):
        results = []

        def produce():
            for item in items:
                queue.put(item)
            queue.put(SENTINEL)

        def consume():
            while not is_end(item := queue.get()):
                results.append(work(item))
            queue.put(SENTINEL)

        together([Thread(target=produce), *(Thread(target=consume) for _ in range(many))])
        return results

    return share_out


def works_on_the_end(items, queue, work, many):
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            results.append(work(queue.get()))

    together([Thread(target=produce), *(Thread(target=consume) for _ in range(many))])
    return results


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda *_: None, "no list of results"),
        (lambda *_: [], "items were lost"),
        (lambda *_: [0, 1, 2, 3], "did not go through the queue"),
        (without_threads, "did not go through the queue"),
        (through_no_queue, "did not go through the queue"),
        (one_after_the_other, "one of them works at a time"),
        (polls, "asks again and again"),
        (none_for_an_end, "None is data here"),
        (puts_all_ends_first, "waits for room"),
        (gives_up_on_room, "holds together by a sleep"),
        (works_on_the_end, "nobody asked about it"),
        (posts_again_what_it_mistook(lambda item: item == SENTINEL), "equal to everything was taken for"),
        (posts_again_what_it_mistook(lambda item: item in (None, SENTINEL)), "None is data here"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_lazy_and_lucky_answers_are_refused(answer, said):
    """Each for the first thing that is wrong with it."""
    verdict = judged("3.2", answer)
    assert not verdict.passed
    assert said in verdict.message
