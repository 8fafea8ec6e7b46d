"""2.3: all that only looks like waiting in ``get``."""

import queue as queues
import time

import pytest

from exercises.engine.check import judged


def in_one_line(queue, count, work):
    return [work(queue.get()) for _ in range(count)]


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


def looks_once_and_tries_once(queue, count, work):
    results = []
    for _ in range(count):
        try:
            line = queue.get() if queue.empty() else queue.get_nowait()
        except queues.Empty:
            line = queue.get()
        results.append(work(line))
    return results


def test_a_look_before_a_call_that_waits_is_no_polling():
    """Nothing is asked again, and what a second consumer took is waited for."""
    told = judged("2.3", looks_once_and_tries_once)
    assert told.passed, told


def naps_behind_the_last(queue, count, work):
    results = in_one_line(queue, count, work)
    time.sleep(0.01)
    return results


def looks_once(queue, count, work):
    return [work(queue.get() if queue.empty() else queue.get_nowait()) for _ in range(count)]


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
        (takes_without_block, "(get(block=False), 501 times here)"),
        (one_long_timeout, "get with a timeout gives up"),
        (one_short_timeout, "it gave up"),
        (takes_at_once, "get_nowait does not wait"),
        (sleeps_a_while_first, "it naps"),
        (naps_before_each, "it naps"),
        (takes_all_there_is, "waits for more than its lines"),
        (takes_at_least_one, "waits for more than its lines"),
        (forgets_the_work, "is each line that was taken worked on?"),
        (returns_nothing, "returned None"),
        (naps_behind_the_last, "it sleeps, or waits until a timeout is over"),
        (looks_once, "gone between a look and the taking"),
        (shares_its_list, "two consumers on one queue"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_lazy_answer_is_refused(answer, phrase):
    """Polling in any dress, naps, other ends and results out of nowhere each get their sentence."""
    told = judged("2.3", answer)
    assert not told.passed
    assert phrase in told.message
