"""The check of 2.1 meets answers that are stranger than the gallery's, and says one sentence to each."""

import contextlib
import sys
import threading
import time

import pytest

from exercises.ch02.producer_consumer.check import check


def never_puts(_lines, queue, _work):
    return [queue.get()]


def looks_for_ever(_lines, queue, _work):
    while not queue.full():
        pass


def forgets_to_join(lines, queue, work):
    results = []
    for line in lines:
        queue.put(line) if not results and len(lines) < 2 else None
    threading.Thread(target=lambda: [results.append(work(queue.get())) for _ in lines]).start()
    return results


def without_a_queue(lines, _queue, work):
    return [work(line) for line in lines]


def loses_one(lines, queue, work):
    results = two_threads(lines, queue, work)
    return results[1:]


def twice(lines, queue, work):
    return two_threads(lines, queue, work) * 2


def backwards(lines, queue, work):
    return two_threads(lines, queue, work)[::-1]


def two_threads(lines, queue, work, extra=list):
    results = []
    producer = threading.Thread(target=lambda: [queue.put(line) for line in lines])
    consumer = threading.Thread(target=lambda: [results.append(work(queue.get())) for _ in lines])
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    extra()
    return results


def leaves(lines, queue, work):
    return two_threads(lines, queue, work, extra=sys.exit)


def swallows_everything(lines, queue, work):
    def stubborn():
        while True:
            with contextlib.suppress(Exception):
                queue.get(timeout=0.01)

    threading.Thread(target=stubborn).start()
    return two_threads(lines, queue, work)


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (None, "not a function"),
        ([], "not a function"),
        (dir, "your answer raised TypeError"),
        (lambda lines, queue, work: 1 / 0, "your answer raised ZeroDivisionError"),
        (lambda lines, queue, work: None, "returned None"),
        (never_puts, "nobody puts one"),
        (looks_for_ever, "neither puts nor takes"),
        (without_a_queue, "did not go through the queue"),
        (loses_one, "1 of 12 lines were lost"),
        (twice, "worked on twice"),
        (backwards, "not in the order"),
        (leaves, "your answer raised SystemExit"),
        (swallows_everything, "get with a timeout does not wait"),
        (forgets_to_join, "still running: join"),
    ],
    ids=lambda value: getattr(value, "__name__", None) if callable(value) else None,
)
def test_each_strange_answer_gets_its_sentence(answer, phrase):
    """Whatever is handed in, the verdict names what is wrong, and no thread outlives it."""
    before = set(threading.enumerate())
    assert phrase in check(answer)
    assert set(threading.enumerate()) <= before


def test_another_right_answer_passes():
    """The check asks for a behaviour, not for the model solution's text: threads as lambdas will do."""
    assert check(two_threads) is None


def test_a_slow_thread_of_somebody_else_is_left_alone():
    """An exception in a thread that is not the answer's goes where it would have gone without the check."""
    seen, go = [], threading.Event()

    def foreign():
        go.wait()
        raise LookupError("not yours")

    previous, threading.excepthook = threading.excepthook, lambda args: seen.append(args.exc_type)
    try:
        stranger = threading.Thread(target=foreign)
        stranger.start()

        def answer(lines, queue, work):
            go.set()
            stranger.join()
            return two_threads(lines, queue, work)

        assert check(answer) is None
    finally:
        threading.excepthook = previous
        go.set()
        stranger.join()
    assert seen == [LookupError]


def test_a_hopeless_answer_is_given_up_on_within_seconds():
    """The learner waits for a verdict, not for the answer."""
    start = time.monotonic()
    assert check(never_puts)
    assert time.monotonic() - start < 20
