"""2.3 in other styles: consumers that wait in ``get``, and all that only looks like it."""

import queue as queues
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest

from exercises.engine.check import judged


def in_one_line(queue, count, work):
    return [work(queue.get()) for _ in range(count)]


def counts_with_while(queue, count, work):
    results = []
    while len(results) < count:
        results += [work(queue.get(block=True, timeout=None))]
    return results


def slices_an_endless_iterator(queue, count, work):
    return list(map(work, islice(iter(queue.get, object()), count)))


def with_a_helper(queue, count, work):
    def lines():
        for _ in range(count):
            yield queue.get()

    return [work(line) for line in lines()]


def calls_itself(queue, count, work):
    return [work(queue.get()), *calls_itself(queue, count - 1, work)] if count else []


class Taker:
    """A class whose method is handed in."""

    def __init__(self):
        self.results = []

    def take(self, queue, count, work):
        self.results = []
        for _ in range(count):
            self.results.append(work(queue.get()))
        return self.results


def with_a_class(queue, count, work):
    return Taker().take(queue, count, work)


def in_a_thread_of_its_own(queue, count, work):
    results = []
    thread = threading.Thread(target=lambda: results.extend(in_one_line(queue, count, work)))
    thread.start()
    thread.join()
    return results


def in_a_pool(queue, count, work):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(in_one_line, queue, count, work).result()


@pytest.mark.parametrize(
    "answer",
    [
        in_one_line, counts_with_while, slices_an_endless_iterator, with_a_helper, calls_itself, with_a_class,
        in_a_thread_of_its_own, in_a_pool,
    ],
)  # fmt: skip
def test_another_right_answer_passes(answer):
    """Whatever waits in get, takes its lines and ends, is right."""
    told = judged("2.3", answer)
    assert told.passed, told


def knows_the_results(_queue, count, _work):
    return [f"LINE {number}" for number in range(count)]


def looks_at_the_size(queue, count, work):
    results = []
    while len(results) < count:
        if queue.qsize():
            results.append(work(queue.get()))
    return results


def looks_inside(queue, count, work):
    results = []
    for _ in range(count):
        while not queue.queue:
            pass
        results.append(work(queue.get()))
    return results


def takes_without_block(queue, count, work):
    results = []
    while len(results) < count:
        try:
            results.append(work(queue.get(False)))
        except queues.Empty:
            time.sleep(0.001)
    return results


def one_long_timeout(queue, count, work):
    return [work(queue.get(timeout=60)) for _ in range(count)]


def one_short_timeout(queue, count, work):
    return [work(queue.get(timeout=1)) for _ in range(count)]


def takes_at_once(queue, count, work):
    return [work(queue.get_nowait()) for _ in range(count)]


def sleeps_a_while_first(queue, count, work):
    time.sleep(5)
    return in_one_line(queue, count, work)


def naps_before_each(queue, count, work):
    results = []
    for _ in range(count):
        time.sleep(0.05)
        results.append(work(queue.get()))
    return results


def takes_all_there_is(queue, _count, work):
    results = []
    while True:
        results.append(work(queue.get()))
    return results


def takes_at_least_one(queue, count, work):
    results = []
    while True:
        results.append(work(queue.get()))
        if len(results) == count:
            return results


def forgets_the_work(queue, count, _work):
    return [queue.get() for _ in range(count)]


def returns_nothing(queue, count, work):
    for _ in range(count):
        work(queue.get())


SHARED = []


def shares_its_list(queue, count, work):
    SHARED.clear()
    for _ in range(count):
        SHARED.append(work(queue.get()))  # noqa: PERF401 - as a beginner writes it
    return SHARED


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (knows_the_results, "nothing was taken from the queue"),
        (looks_at_the_size, "(qsize, 501 times here)"),
        (looks_inside, "makes no call that waits"),
        (takes_without_block, "(get_nowait, 501 times here)"),
        (one_long_timeout, "get with a timeout gives up"),
        (one_short_timeout, "it gave up"),
        (takes_at_once, "get_nowait does not wait"),
        (sleeps_a_while_first, "it naps"),
        (naps_before_each, "it naps"),
        (takes_all_there_is, "waits for more than its lines"),
        (takes_at_least_one, "waits for more than its lines"),
        (forgets_the_work, "is each line that was taken worked on?"),
        (returns_nothing, "returned None"),
        (shares_its_list, "two consumers on one queue"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_lazy_answer_is_refused(answer, phrase):
    """Polling in any dress, naps, other ends and results out of nowhere each get their sentence."""
    told = judged("2.3", answer)
    assert not told.passed
    assert phrase in told.message
