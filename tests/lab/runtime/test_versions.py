"""What the lab does must not depend on who looks, nor on the Python version: steps, schedules, lifetimes."""

# ruff: noqa: E701, PERF402, SIM105, UP028 - the programs need every form of loop, as learners write them
from __future__ import annotations

import bisect
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from pipeline_core import lab
from pipeline_core.lab.exploration.search import Search
from pipeline_core.lab.scheduler.strategies import RandomWalk


# fmt: off
def both(use):
    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()


def numbers():
    for i in range(3):
        yield i


def delegated():
    yield from numbers()


def shared_by_a_loop():
    items, got = numbers(), []
    def use():
        for item in items: got.append(item)
    both(use)
    return got


def shared_by_next():
    items, got = delegated(), []
    def use():
        got.append(next(items))
    both(use)
    return got


def shared_by_an_empty_loop():
    items = numbers()
    def use():
        for _ in items: pass
    both(use)


def a_generator_that_is_let_go():
    log = []
    def unfinished():
        try:
            yield 1
            yield 2
        finally:
            log.append("closed")
    def use():
        items = unfinished()
        log.append(next(items))
        del items
        log.append("after")
    both(use)
    return log


def a_generator_that_its_function_leaves_behind():
    log = []
    def unfinished():
        try:
            yield len(log)
        finally:
            log.append("closed")
    def look():
        items = unfinished()
        return next(items)
    def use():
        look()
        log.append("after")
    both(use)
    return log


def an_object_with_last_words():
    log = []
    class Loud:
        name = "loud"
        def __del__(self):
            log.append(self.name)
    def make():
        return Loud()
    def use():
        log.append(make().name)
        thing = make()
        log.append(thing.name)
        del thing
        log.append("after")
    both(use)
    return log


def a_loop_on_one_line():
    count = 0
    def one(k):
        nonlocal count
        seen = count
        count = seen + k
    def use():
        for k in range(2): one(k)
    both(use)
    return count


def a_switch_inside_a_comprehension():
    count = 0
    def one(k):
        nonlocal count
        seen = count
        count = seen + 1
        return k
    def use():
        for _ in [
            [one(k) for k in range(j)]
            for j in range(2)
        ]:
            one({one(k): k for k in range(1)}[0])
    both(use)
    return count


def a_pool():
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(abs, [-1, 2]))


@dataclass(order=True)
class Card:
    value: int
    colour: str


def ordered_dataclasses():
    cards, found = [Card(3, "red")], []
    def use():
        bisect.insort(cards, Card(2, "red"))
        found.append(cards.index(Card(2, "red")))
        cards.remove(Card(2, "red"))
    both(use)
    return found
# fmt: on


PROGRAMS = [shared_by_a_loop, shared_by_next, shared_by_an_empty_loop, a_generator_that_is_let_go,
            a_generator_that_its_function_leaves_behind, an_object_with_last_words, a_loop_on_one_line,
            a_switch_inside_a_comprehension, a_pool, ordered_dataclasses]  # fmt: skip


def played(program, switch, seed, observe):
    """One run as ``explore`` plays it: watching what is touched, or not."""
    search = Search(program, None, switch, (), "idle", 1, None)
    sched = search.runner.guard(lambda: search.play(RandomWalk(seed), observe=observe))
    return sched.step, repr(sched.result), repr(sched.error), sched.moves


@pytest.mark.parametrize("switch", ["sync", "line"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_watching_a_run_does_not_change_it(program, switch):
    """Steps, moves and results are the same whether or not the lab notes what each statement touches."""
    for seed in range(12):
        assert played(program, switch, seed, True) == played(program, switch, seed, False), seed


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_failure_replays(program):
    """A schedule that explore found plays the same run in simulate."""
    for limit in (2, 8):
        found = lab.explore(program, check=lambda run, limit=limit: run.steps < limit, max_schedules=40)
        again = lab.replay(program, found.failure.schedule)
        assert (again.outcome, again.steps) == (found.failure.outcome, found.failure.steps)
        assert (repr(again.result), repr(again.error)) == (
            repr(found.failure.result),
            repr(found.failure.error),
        )


def test_a_comparison_that_dataclass_has_written_is_one_step():
    """Python 3.13 writes ``__eq__`` in more statements than earlier ones do: the schedule is the same."""
    found = lab.explore(ordered_dataclasses, check=lambda run: run.result == [0, 0], max_schedules=200)
    assert found.failure is not None
    assert (found.schedules, found.failure.schedule) == (7, "line~:23>2,28>1")
    assert lab.simulate(ordered_dataclasses).steps == 40


def test_a_generator_is_closed_where_it_is_let_go_even_if_others_move_there():
    """Whoever moves between the lines of a thread, its ``del`` closes the generator before the next line."""
    for seed in range(30):
        log = lab.simulate(a_generator_that_is_let_go, seed=seed).result
        assert log.count("closed") == log.count("after") == 2, (seed, log)


def test_a_generator_shared_by_two_threads_may_be_executing_already():
    """Two threads in one generator are found, and the failure says so."""
    found = lab.explore(shared_by_an_empty_loop)
    assert found.failure is not None, found
    assert "already executing" in str(found.failure.error)


def test_threads_switch_between_the_lines_of_a_case():
    """The body of a match statement has steps of its own: a lost update in it is found."""

    def program():
        count = 0

        def bump():
            nonlocal count
            match 1:
                case 1:
                    seen = count
                    count = seen + 1

        both(bump)
        return count

    found = lab.explore(program, check=lambda run: run.result == 2)
    assert found.failure is not None, found


def test_threads_switch_where_a_line_yields():
    """A statement with a yield in it is a step, so a lost update across two of them is found."""

    def program():
        count = 0

        def bumps():
            nonlocal count
            seen = count
            count = yield seen

        def use():
            bump = bumps()
            seen = next(bump)
            try:
                bump.send(seen + 1)
            except StopIteration:
                pass

        both(use)
        return count

    found = lab.explore(program, check=lambda run: run.result == 2)
    assert found.failure is not None, found


def test_a_loop_over_a_long_body_is_entered_for_each_item():
    """However far a loop jumps back, asking for the next item is a step."""

    def short():
        for _ in range(3):
            pass

    source = "def long():\n    for _ in range(3):\n" + "        if False: x = abs(abs(abs(abs(1))))\n" * 60
    space: dict = {"__name__": __name__}
    exec(compile(source, "<a long loop>", "exec"), globals(), space)
    difference = lab.simulate(space["long"]).steps - lab.simulate(short).steps
    assert difference == 3 * 60


def a_pool_with_a_lambda():
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda x: x + 1, [0, 1]))


@pytest.mark.parametrize("program", [a_pool, pytest.param(a_pool_with_a_lambda, marks=pytest.mark.wide)])
def test_a_small_pool_is_proved(program):
    """What the standard library guards by itself is one step: two tasks in a pool are few schedules."""
    found = lab.explore(program, check=lambda run: run.result == [1, 2])
    assert found.complete, found
    assert found.schedules <= 2_189, found


def ended_at_a_line(log):
    try:
        while True:
            _ = 1
    finally:
        log.append("tidied")
        tidy(log)


def ended_at_a_call(log):
    try:
        queue.Queue().get()
    finally:
        log.append("tidied")
        tidy(log)


def tidy(log):
    for _ in range(2):
        log.append("more")


@pytest.mark.parametrize("switch", ["line", "opcode"])
@pytest.mark.parametrize("use", [ended_at_a_line, ended_at_a_call])
def test_a_thread_that_is_ended_still_tidies_up(use, switch):
    """Wherever the lab ends a thread, its ``finally`` runs to the end, functions that it calls included."""
    log: list[str] = []

    def program():
        threading.Thread(target=use, args=(log,)).start()

    lab.simulate(program, switch=switch, max_steps=200)
    assert log == ["tidied", "more", "more"]


def test_a_finally_without_an_end_is_ended():
    """Tidying up may take a thousand statements and no more."""
    log: list[int] = []

    def use():
        try:
            queue.Queue().get()
        finally:
            while True:
                log.append(1)

    lab.simulate(lambda: threading.Thread(target=use).start(), switch="line")
    assert 0 < len(log) < 1_000
