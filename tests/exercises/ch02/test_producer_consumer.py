"""The check of 2.1 meets answers that are stranger than the gallery's, and says one sentence to each."""

import contextlib
import sys
import threading
import time
from queue import Empty, Full

import pytest

from exercises.engine.check import judged


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


def never_puts(_lines, queue, _work):
    return [queue.get()]


def looks_for_ever(_lines, queue, _work):
    while not queue.full():
        pass


def forgets_to_join(lines, queue, work):
    results = []
    threading.Thread(target=lambda: [results.append(work(queue.get())) for _ in lines]).start()
    for line in lines:
        queue.put(line)
    return results


def without_a_queue(lines, _queue, work):
    return [work(line) for line in lines]


def through_a_queue_of_its_own(lines, queue, work):
    return two_threads(lines, type(queue)(), work)


def knows_the_results(_lines, _queue, _work):
    return [f"LINE {number}" for number in range(12)]


def loses_one(lines, queue, work):
    return two_threads(lines, queue, work)[1:]


def twice(lines, queue, work):
    return two_threads(lines, queue, work) * 2


def backwards(lines, queue, work):
    return two_threads(lines, queue, work)[::-1]


def leaves(lines, queue, work):
    return two_threads(lines, queue, work, extra=sys.exit)


def in_one_thread(lines, queue, work):
    for line in lines:
        queue.put(line)
    return [work(queue.get()) for _ in lines]


def in_turns_in_one_thread(lines, queue, work):
    results = []
    for line in lines:
        queue.put(line)
        results.append(work(queue.get()))
    return results


def one_after_the_other(lines, queue, work):
    results = []
    producer = threading.Thread(target=lambda: [queue.put(line) for line in lines])
    consumer = threading.Thread(target=lambda: [results.append(work(queue.get())) for _ in lines])
    for thread in (producer, consumer):
        thread.start()
        thread.join()
    return results


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


def pushes(queue, line):
    while True:
        try:
            return queue.put(line, timeout=0.1)
        except Full:
            time.sleep(0.1)


takes_with_a_timeout = threads_that(put, lambda queue: [queue.get(timeout=5)])
puts_with_a_timeout = threads_that(lambda queue, line: queue.put(line, timeout=5), take)
tries_again = threads_that(put, again_and_again)
tries_to_put_again = threads_that(pushes, take)


def naps_and_takes(queue):
    time.sleep(0.01)
    return [queue.get()]


def waits_for_nobody_and_takes(queue):
    threading.Event().wait(0.01)
    return [queue.get()]


def looks_at_the_insides(queue):
    while not queue.queue:
        time.sleep(0.01)
    return [queue.get()]


def asks_whether_it_runs(_producer, consumer):
    while consumer.is_alive():
        time.sleep(0.01)


looks_how_full_it_is = threads_that(put, lambda queue: [queue.get()] if queue.qsize() >= 0 else [])
invents_a_call = threads_that(lambda queue, line: queue.push(line), take)
gives_work_nothing = threads_that(put, lambda queue: take(queue)[1:])
joins_for_a_moment = threads_that(put, take, lambda _producer, consumer: consumer.join(timeout=0.001))
joins_the_producer = threads_that(put, take, lambda producer, _consumer: producer.join())
asks_instead_of_joining = threads_that(put, take, asks_whether_it_runs)
naps_instead_of_joining = threads_that(put, take, lambda _producer, _consumer: time.sleep(10))


def in_one_batch(lines, queue, work):
    results = []
    consumer = threading.Thread(target=lambda: results.extend(map(work, queue.get())))
    consumer.start()
    queue.put(lines)
    consumer.join()
    return results


def returns_a_copy_early(lines, queue, work):
    return list(joins_the_producer(lines, queue, work))


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (None, "there is nothing yet"),
        ([], "a function or class was expected"),
        (dir, "can't be called as the task says"),
        (lambda lines, queue, work: 1 / 0, "your answer raised ZeroDivisionError"),
        (lambda lines, queue, work: None, "returned None"),
        (never_puts, "nobody puts one"),
        (looks_for_ever, "goes on asking the queue (full)"),
        (without_a_queue, "did not go through the queue"),
        (through_a_queue_of_its_own, "did not go through the queue"),
        (knows_the_results, "did not go through the queue"),
        (in_one_thread, "nobody takes"),
        (in_turns_in_one_thread, "one thread did it all"),
        (one_after_the_other, "nobody takes"),
        (loses_one, "1 of 12 results"),
        (twice, "worked on twice"),
        (backwards, "not in the order"),
        (leaves, "sys.exit"),
        (takes_with_a_timeout, "get with a timeout"),
        (puts_with_a_timeout, "put with a timeout"),
        (tries_again, "get_nowait does not wait"),
        (tries_to_put_again, "put with a timeout"),
        (looks_how_full_it_is, "(qsize)"),
        (invents_a_call, "has no attribute 'push'"),
        (gives_work_nothing, "missing 1 required positional argument: 'line'"),
        (forgets_to_join, "still running: join"),
        (joins_the_producer, "still running: join"),
        (returns_a_copy_early, "still running: join"),
        (joins_for_a_moment, "after a while, done or not"),
        (threads_that(put, naps_and_takes), "it sleeps, or waits until a timeout is over"),
        (threads_that(put, waits_for_nobody_and_takes), "it sleeps, or waits until a timeout is over"),
        (threads_that(put, looks_at_the_insides), "asks again and again"),
        (asks_instead_of_joining, "asks again and again"),
        (in_one_batch, "not every line went through the queue by itself"),
        (naps_instead_of_joining, "after a while, done or not"),
    ],
    ids=lambda value: getattr(value, "__name__", None) if callable(value) else "",
)
def test_each_strange_answer_gets_its_sentence(answer, phrase):
    """Whatever is handed in, the verdict names what is wrong, and no thread outlives it."""
    before = set(threading.enumerate())
    told = judged("2.1", answer)
    assert not told.passed
    assert phrase in str(told)
    assert set(threading.enumerate()) <= before


@pytest.mark.parametrize("attempt", range(5))
def test_an_answer_that_returns_too_early_is_never_lucky(attempt):
    """Some order lets the consumer be late, however long the answer waits for it."""
    early = threads_that(put, take, lambda _producer, consumer: consumer.join(timeout=10.0**attempt))
    assert "was still running" in judged("2.1", early).message


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
        assert judged("2.1", two_threads).passed
        assert stranger.is_alive()
        go.set()
        stranger.join()
    finally:
        threading.excepthook = previous
    assert seen == [LookupError]
