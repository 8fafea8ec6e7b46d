"""4.4 written in other styles: another loop, helpers, a note and a list by another road."""

from queue import Empty

import pytest

from exercises.engine.check import judged
from pipeline_core import SENTINEL, robust_put


def robust_get(queue, stop):
    while not stop.is_set():
        try:
            return queue.get(timeout=0.1)
        except Empty:
            continue
    return SENTINEL


def with_robust_get(name, source, target, work, stop, failures):
    while (item := robust_get(source, stop)) is not SENTINEL:
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"{name}, {item!r}")
            failures += [error]
            stop.set()
            return
        if not robust_put(target, result, stop):
            return
    robust_put(target, SENTINEL, stop)


def record(error, name, item, failures, stop):
    error.add_note(f"stage {name}")
    error.add_note(f"item {item!r}")
    failures.append(error)
    stop.set()


def with_two_notes(name, source, target, work, stop, failures):
    while True:
        if stop.is_set():
            break
        try:
            item = source.get(True, 0.05)
        except Empty:
            pass
        else:
            if item is SENTINEL:
                robust_put(target, item, stop)
                break
            try:
                robust_put(target, work(item), stop)
            except Exception as error:
                record(error, name, item, failures, stop)
                break


def orders_too(name, source, target, work, stop, failures):
    """In a thread nobody hears SystemExit: to tell of it and to stop everyone is no swallowing."""
    while (item := robust_get(source, stop)) is not SENTINEL:
        try:
            result = work(item)
        except BaseException as error:
            error.__notes__ = [f"{name}: {item!r}"]
            failures.insert(len(failures), error)
            return stop.set()
        robust_put(target, result, stop)
    return robust_put(target, SENTINEL, stop)


@pytest.mark.parametrize("answer", [with_robust_get, with_two_notes, orders_too])
def test_a_right_answer_in_another_style_passes(answer):
    """What counts is what it does."""
    told = judged("4.4", answer)
    assert told.passed, told.message
