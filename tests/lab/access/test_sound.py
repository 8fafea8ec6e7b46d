"""Wrong programs that were once called right: `complete` is never claimed for them again."""

import logging
import threading
import time

import pytest

from pipeline_core import lab
from tests.lab import random_programs

wide = pytest.mark.wide


def go(*functions):
    """Run each function in a thread of its own, and wait for all."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def looks_at_a_lock_it_holds():
    lock, found = threading.Lock(), {}

    def write():
        with lock:
            assert lock.locked()
            found["u"] = 1

    def read():
        with lock:
            found["u"]

    go(write, read)
    return True


def takes_a_lock_twice():
    lock, found = threading.RLock(), {}

    def write():
        with lock, lock:
            found["u"] = 1

    def read():
        with lock, lock:
            found["u"]

    go(write, read)
    return True


def semaphore_with_room_for_two():
    room, count = threading.Semaphore(2), 0

    def work():
        nonlocal count
        with room:
            seen = count
            count = seen + 1

    go(work, work)
    return count == 2


def event_that_was_set_before():
    event, data = threading.Event(), []
    event.set()

    def write():
        data.append(1)
        event.set()

    def read():
        event.wait()
        data[0]

    go(write, read)
    return True


def a_target_in_c():
    items = []
    threads = [threading.Thread(target=items.append, args=(n,)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return items == [1, 2]


WRONG = [
    looks_at_a_lock_it_holds,
    takes_a_lock_twice,
    semaphore_with_room_for_two,
    event_that_was_set_before,
    a_target_in_c,
]


@pytest.mark.parametrize(
    ("program", "switch"),
    [(program, "line") for program in WRONG]
    # the lost update lies between two lines, where sync grain does not switch
    + [(program, "sync") for program in WRONG if program is not semaphore_with_room_for_two],
)
def test_a_wrong_program_is_found(program, switch):
    """At line grain all of them; at sync grain those whose mistake shows between synchronisation calls."""
    found = lab.explore(program, check=lambda run: run.result, switch=switch)
    assert found.failure is not None, str(found)


def test_each_thread_sees_a_thread_local_that_is_empty():
    """No thread inherits what another one kept, whichever ended before it."""

    def program():
        local, seen = threading.local(), []

        def keep():
            local.x = 1

        def look():
            seen.append(getattr(local, "x", "unset"))

        go(keep)
        go(look)
        return seen

    assert lab.simulate(program).result == ["unset"]


def test_a_thread_local_that_was_made_before_the_program_is_empty_in_each_thread_too():
    """One from an earlier cell, here of a closure, is found by walking what the program can reach."""
    local, seen = threading.local(), []

    def keep():
        local.x = 1

    def look():
        seen.append(getattr(local, "x", "unset"))

    def program():
        go(keep)
        go(look)

    assert lab.simulate(program).outcome == "finished"
    assert seen[-1] == "unset"


SHARING = random_programs.sharing()
ONCE_WRONG = [
    "for over shared list iterator", "list map append", "sorted key c method", "submit two c callables",
    "thread target stdlib python function", "done callback in C by setter", "initializer in C",
    "destructor two holders", "weakref local drop", "property in C", "hasattr absent",
    "class attribute absent", "class attribute subclass", "method replaced on instance",
    "method replaced on class", "function attribute", "globals dict alias", "instance dict alias",
    "builtin shadow", "exitstack callback", "islice", "del item", "match class", "match store",
    "except as nonlocal", "import as nonlocal", "unpack call dict", "dict display unpack",
    "print to file", "userdict", "operator iadd", "queue unfinished", "event private flag",
    "semaphore value", "lock repr", "in iterator", "yield from shared", "lock released by another",
    "join before start", "start twice", "task_done too often", "task_done stolen",
    "condition notified twice no timeout", "custom queue with log", "resume reads",
    "weakref callback C", "weakref finalize", "weakref proxy callback in C", "thread run replaced by c",
    "pool map over shared list", "wait over shared list", "as_completed over shared list",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "draws"),
    [(name, 12) for name in ONCE_WRONG] + [pytest.param(name, 60, marks=wide) for name in SHARING],
)
def test_no_way_of_sharing_state_is_overlooked(name, draws):
    """What drawing lots reaches, an exploration that calls itself complete has visited."""
    program, source = random_programs.sharing_program(name, SHARING[name])
    missed, _ = random_programs.missed(program, "line", draws, 300)
    assert not missed, source


@pytest.mark.parametrize(
    ("seed", "draws", "most"),
    [(seed, 25, 300) for seed in range(12)]
    + [pytest.param(seed, 100, 1_500, marks=wide) for seed in range(150)],
)
def test_no_final_state_of_a_random_program_is_missed(seed, draws, most):
    """The same for programs drawn at random, at line grain, with two threads or three."""
    kinds = list(random_programs.OPS)
    chosen = [kinds[seed % len(kinds)], kinds[(seed * 7 + 3) % len(kinds)], "plain"]
    program, source = random_programs.make(seed, chosen, 2 + seed % 2, 2, seed % 3 // 2)
    missed, _ = random_programs.missed(program, "line", draws, most)
    assert not missed, source


def lambdas_on_lines_of_their_own():
    found = {}
    go(
        lambda: found.update(x=1),
        lambda: found.update(x=2),
    )
    return found["x"] == 2


def a_lambda_inside_a_longer_call():
    items = [0]

    def add():
        seen = items[0]
        items[0] = seen + 1

    setter = threading.Thread(
        target=lambda: items.__setitem__(0, 5),
    )
    adder = threading.Thread(target=add)
    adder.start()
    setter.start()
    adder.join()
    setter.join()
    return items[0] == 5


def a_key_function_on_the_next_line():
    rank, out = {1: 0, 2: 1}, []

    def change():
        rank[1] = 5

    def read():
        out.append(sorted([2, 1],
                          key=lambda k: rank[k]))  # fmt: skip

    go(change, read)
    return out == [[2, 1]]


def the_name_of_the_first_thread():
    main, seen = threading.current_thread(), []

    def change():
        main.name = "x"

    def read():
        seen.append(main.name)

    go(change, read)
    return seen == ["x"]


def a_loggers_level():
    logger, seen = logging.Logger("local"), []  # noqa: LOG001  # one that nobody else has
    go(lambda: logger.setLevel(30), lambda: seen.append(logger.level))
    return seen == [30]


@pytest.mark.parametrize(
    "program",
    [
        lambdas_on_lines_of_their_own,
        a_lambda_inside_a_longer_call,
        a_key_function_on_the_next_line,
        the_name_of_the_first_thread,
        a_loggers_level,
    ],
)
def test_what_a_newcomer_found_to_be_called_right_is_found_wrong(program):
    """A lambda need not begin where its statement does, and what a run leaves behind is undone."""
    found = lab.explore(program, check=lambda run: run.result)
    assert found.failure is not None, str(found)


def test_sleeping_for_no_time_lets_others_go_first():
    """``sleep(0)`` in a loop is a busy wait: the thread that ends it gets its turn."""

    def program():
        flag = []
        setter = threading.Thread(target=lambda: flag.append(1))
        setter.start()
        while not flag:
            time.sleep(0)
        setter.join()
        return True

    assert lab.simulate(program).outcome == "finished"
    assert lab.explore(program, timers="idle").failure is None
