"""The check of 3.3 takes nothing that only seems to relay."""

import queue as queues
import time
from threading import Thread

import pytest

from exercises.engine.check import judged
from pipeline_core import SENTINEL


def walrus(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item))
    target.put(SENTINEL)


def until(queue):
    while True:
        item = queue.get()
        if item is SENTINEL:
            return
        yield item


def nothing(_source, _target, _change):
    pass


def the_end_alone(_source, target, _change):
    target.put(SENTINEL)


def never_leaves(source, target, change):
    while True:
        item = source.get()
        target.put(change(item) if item is not SENTINEL else item)


def unchanged(source, target, _change):
    while (item := source.get()) is not SENTINEL:
        target.put(item)
    target.put(SENTINEL)


def twice_the_work(source, target, change):
    while (item := source.get()) is not SENTINEL:
        change(item)
        target.put(change(item))
    target.put(SENTINEL)


def two_ends(source, target, change):
    walrus(source, target, change)
    target.put(SENTINEL)


def naps(source, target, change):
    while (item := source.get()) is not SENTINEL:
        time.sleep(0.001)
        target.put(change(item))
    target.put(SENTINEL)


def busy(source, target, change):
    while True:
        try:
            item = source.get_nowait()
        except queues.Empty:
            continue
        if item is SENTINEL:
            break
        target.put(change(item))
    target.put(SENTINEL)


def gives_up(source, target, change):
    while (item := source.get(timeout=0.5)) is not SENTINEL:
        target.put(change(item))
    target.put(SENTINEL)


def gives_up_on_room(source, target, change):
    while (item := source.get()) is not SENTINEL:
        target.put(change(item), timeout=0.5)
    target.put(SENTINEL)


def equal(source, target, change):
    while True:
        item = source.get()
        if item != SENTINEL:
            target.put(change(item))
        else:
            break
    target.put(SENTINEL)


def backwards(source, target, change):
    results = [change(item) for item in until(source)]
    for result in reversed(results):
        target.put(result)
    target.put(SENTINEL)


def returns_early(source, target, change):
    Thread(target=walrus, args=(source, target, change)).start()


def one_behind(source, target, change):
    last = []
    for item in until(source):
        for each in last:
            target.put(each)
        last = [change(item)]
    for each in last:
        target.put(each)
    target.put(SENTINEL)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (nothing, "relay left"),
        (the_end_alone, "relay left"),
        (never_leaves, "it has to ask of each thing"),
        (unchanged, "as it came"),
        (twice_the_work, "8 times for 4 items"),
        (two_ends, "more than once"),
        (naps, "nothing here needs a nap"),
        (busy, "asks again and again, and takes"),
        (gives_up, "a call gave up"),
        (gives_up_on_room, "a call gave up"),
        (equal, "taken for the end"),
        (backwards, "not where it belongs"),
        (returns_early, "relay left"),
        (one_behind, "Hand on each result"),
        (None, "there is nothing yet"),
        (lambda source: None, "can't be called as the task says"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_only_seems_to_relay_is_refused(answer, said):
    """Each for the first thing that is wrong with it."""
    verdict = judged("3.3", answer)
    assert not verdict.passed
    assert said in verdict.message


def test_an_end_of_ones_own_is_recognised():
    """Each object() is another one: whoever makes a SENTINEL in the cell waits for one that never comes."""
    source = "SENTINEL = object()\n\ndef relay(source, target, change):\n    pass\n"
    space = {}
    exec(source, space)
    assert "each object() is another object" in judged("3.3", space["relay"]).message


def test_no_line_of_the_bench_is_told_where_a_timeout_holds_it_together():
    """Who is stuck once the timeout was too short is the check's own part of the program."""

    def gives_up_the_end(source, target, change):
        while (item := source.get()) is not SENTINEL:
            target.put(change(item))
        target.put(SENTINEL, timeout=3600)

    said = str(judged("3.3", gives_up_the_end, counts=False))
    assert "holds together by a sleep or a timeout" in said
    assert "program()" not in said
