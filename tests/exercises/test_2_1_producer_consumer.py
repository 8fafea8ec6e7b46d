"""The check of 2.1 meets answers that are stranger than the gallery's, and says one sentence to each."""

import contextlib
import sys
import threading
import time
from queue import Empty

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


def threads_that(put, take, finish=lambda producer, consumer: (producer.join(), consumer.join())):
    def answer(lines, queue, work):
        results = []
        producer = threading.Thread(target=lambda: [put(queue, line) for line in lines])
        consumer = threading.Thread(target=lambda: [results.append(work(*take(queue))) for _ in lines])
        producer.start()
        consumer.start()
        finish(producer, consumer)
        return results

    return answer


def put(queue, line):
    queue.put(line)


def take(queue):
    return [queue.get()]


def again_and_again(queue):
    while True:
        with contextlib.suppress(Empty):
            return [queue.get_nowait()]


takes_with_a_timeout = threads_that(put, lambda queue: [queue.get(timeout=5)])
puts_with_a_timeout = threads_that(lambda queue, line: queue.put(line, timeout=5), take)
tries_again = threads_that(put, again_and_again)
invents_a_call = threads_that(lambda queue, line: queue.push(line), take)
gives_work_nothing = threads_that(put, lambda queue: take(queue)[1:])
joins_for_a_moment = threads_that(put, take, lambda producer, consumer: consumer.join(timeout=0.001))


def returns_a_copy_early(lines, queue, work):
    return list(threads_that(put, take, lambda producer, consumer: producer.join())(lines, queue, work))


def waits_for_an_event(lines, queue, work):
    done, results = threading.Event(), []

    def consume():
        results.extend(work(queue.get()) for _ in lines)
        done.set()

    threading.Thread(target=consume).start()
    for line in lines:
        queue.put(line)
    done.wait()
    return results


def consumes_itself(lines, queue, work):
    producer = threading.Thread(target=lambda: [queue.put(line) for line in lines])
    producer.start()
    results = [work(queue.get()) for _ in lines]
    producer.join()
    return results


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
        (swallows_everything, "get with a timeout gives up when its time is over"),
        (takes_with_a_timeout, "get with a timeout gives up when its time is over"),
        (puts_with_a_timeout, "put with a timeout gives up when its time is over"),
        (tries_again, "get_nowait does not wait"),
        (invents_a_call, "AttributeError: 'Queue' object has no attribute 'push'"),
        (gives_work_nothing, "TypeError: work() missing 1 required positional argument: 'line'"),
        (forgets_to_join, "still running: join"),
        (returns_a_copy_early, "still running: join"),
        (joins_for_a_moment, "still running: join"),
    ],
    ids=lambda value: getattr(value, "__name__", None) if callable(value) else None,
)
def test_each_strange_answer_gets_its_sentence(answer, phrase):
    """Whatever is handed in, the verdict names what is wrong, and no thread outlives it."""
    before = set(threading.enumerate())
    assert phrase in check(answer)
    assert set(threading.enumerate()) <= before


@pytest.mark.parametrize("answer", [two_threads, waits_for_an_event, consumes_itself])
def test_another_right_answer_passes(answer):
    """The check asks for a behaviour, not for a text: any way to wait for the end will do."""
    assert check(answer) is None


@pytest.mark.parametrize("attempt", range(5))
def test_an_answer_that_returns_too_early_is_never_lucky(attempt):
    """The last line is held until the answer has returned: its work can't be done in time by chance."""
    early = threads_that(put, take, lambda producer, consumer: producer.join(timeout=attempt / 1000))
    assert "still running: join" in check(early)


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
