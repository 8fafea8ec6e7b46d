"""The check of 3.4 takes no guess about the producers."""

import queue as queues
import time
from itertools import islice

import pytest

from exercises.engine.check import judged
from pipeline_core import SENTINEL


def for_each_producer(source, target, producers):
    for _ in range(producers):
        while (item := source.get()) is not SENTINEL:
            target.put(item)
    target.put(SENTINEL)


def endless(source):
    while True:
        yield source.get()


def nothing(_source, _target, _producers):
    pass


def timeout(source, target, _producers):
    while True:
        try:
            item = source.get(timeout=0.5)
        except queues.Empty:
            break
        if item is not SENTINEL:
            target.put(item)
    target.put(SENTINEL)


def busy(source, target, producers):
    while producers:
        try:
            item = source.get_nowait()
        except queues.Empty:
            continue
        if item is SENTINEL:
            producers -= 1
        else:
            target.put(item)
    target.put(SENTINEL)


def none_as_end(source, target, producers):
    while producers:
        item = source.get()
        if item is None or item is SENTINEL:
            producers -= 1
        else:
            target.put(item)
    target.put(SENTINEL)


def skips_none(source, target, producers):
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
        elif item is not None:
            target.put(item)
    target.put(SENTINEL)


def naps(source, target, producers):
    while producers:
        item = source.get()
        time.sleep(0.001)
        if item is SENTINEL:
            producers -= 1
        else:
            target.put(item)
    target.put(SENTINEL)


def knows_how_many(source, target, _producers):
    for item in islice(endless(source), 9):
        if item is not SENTINEL:
            target.put(item)
    target.put(SENTINEL)


def an_end_for_each(source, target, producers):
    for_each_producer(source, target, producers)
    for _ in range(producers - 1):
        target.put(SENTINEL)


def sorted_by_producer(source, target, producers):
    items = []
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
        else:
            items.append(item)
    for item in sorted(items, key=str):
        target.put(item)
    target.put(SENTINEL)


def never_ends(source, target, _producers):
    for item in endless(source):
        if item is not SENTINEL:
            target.put(item)


def doubles(source, target, producers):
    while producers:
        item = source.get()
        if item is SENTINEL:
            producers -= 1
        else:
            target.put(item)
            target.put(item)
    target.put(SENTINEL)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (nothing, "still to come"),
        (timeout, "you stopped while a producer was still at work"),
        (busy, "asks again and again, and takes"),
        (none_as_end, "None is data here"),
        (skips_none, "None is data here"),
        (naps, "nothing here needs a nap"),
        (knows_how_many, "waits for more"),
        (an_end_for_each, "2 ends were handed on"),
        (sorted_by_producer, "not handed on as they came"),
        (never_ends, "waits for more"),
        (doubles, "not handed on as they came"),
        (None, "there is nothing yet"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_guesses_and_lazy_answers_are_refused(answer, said):
    """Each for the first thing that is wrong with it."""
    verdict = judged("3.4", answer)
    assert not verdict.passed
    assert said in verdict.message
