"""Loops that wait with ``time.sleep(0)``: they come to an end, nothing is lost, and a livelock is one."""

from __future__ import annotations

import threading
import time

import pytest

from pipeline_core import lab
from tests.lab import spin_programs
from tests.lab.random_programs import missed


def run_all(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def peterson(wait_politely: bool) -> None:
    """Mutual exclusion of two by three shared variables (Peterson 1981); impolite, it excludes nobody."""
    wants = [False, False]
    turn = 0
    inside = 0

    def work(me: int) -> None:
        nonlocal turn, inside
        wants[me] = True
        if wait_politely:
            turn = 1 - me
        while wants[1 - me] and turn == 1 - me:
            time.sleep(0)
        inside += 1
        assert inside == 1
        inside -= 1
        wants[me] = False

    run_all(lambda: work(0), lambda: work(1))


def bakery() -> None:
    """Mutual exclusion by drawing numbers (Lamport 1974)."""
    choosing = [False, False]
    number = [0, 0]
    inside = 0

    def work(me: int) -> None:
        nonlocal inside
        choosing[me] = True
        number[me] = max(number) + 1
        choosing[me] = False
        for other in range(2):
            while choosing[other]:
                time.sleep(0)
            while number[other] and (number[other], other) < (number[me], me):
                time.sleep(0)
        inside += 1
        assert inside == 1
        inside -= 1
        number[me] = 0

    run_all(lambda: work(0), lambda: work(1))


@pytest.mark.parametrize("program", [lambda: peterson(True), bakery], ids=["peterson", "bakery"])
def test_mutual_exclusion_by_spinning_is_proved(program):
    """A round that found nothing new is not tried again, so there are finitely many schedules."""
    found = lab.explore(program)
    assert found.complete, str(found)


def test_its_mistake_is_found():
    """Without the polite line both come in."""
    found = lab.explore(lambda: peterson(False))
    assert found.failure is not None
    assert found.failure.outcome == "error"


def test_a_loop_that_gives_up_is_tried_to_its_end():
    """It counts its tries, so no round is like the one before: all answers are seen."""
    answers = set()

    def program():
        done = False

        def work():
            nonlocal done
            done = True

        threading.Thread(target=work).start()
        for tries in range(3):
            if done:
                return tries
            time.sleep(0)
        return "gave up"

    found = lab.explore(program, check=lambda run: answers.add(run.result) or True)
    assert found.complete
    assert answers == {0, 1, 2, "gave up"}


def test_two_that_spin_for_each_other_are_endless():
    """Nobody else can move: then they go on, and it is said that they never end."""

    def program():
        first = second = False

        def wait_for_second():
            nonlocal first
            while not second:
                time.sleep(0)
            first = True

        def wait_for_first():
            nonlocal second
            while not first:
                time.sleep(0)
            second = True

        run_all(wait_for_second, wait_for_first)

    found = lab.explore(program, max_schedules=50)
    assert found.failure is not None
    assert found.failure.outcome == "endless"


@pytest.mark.parametrize("seed", [*range(25), 45, 109, 174, 243, 278])
def test_nothing_is_lost(seed):
    """What drawing lots reaches, a search that calls itself complete has reached; see spin_programs."""
    program, source = spin_programs.make(seed)
    lost, _ = missed(program, tries=60, budget=400)
    assert not lost, source


@pytest.mark.wide
@pytest.mark.parametrize("start", range(300, 1500, 100))
def test_nothing_is_lost_in_many_more(start):
    """The same for a hundred seeds, and nine in ten of them come to an end."""
    ended = 0
    for seed in range(start, start + 100):
        program, source = spin_programs.make(seed)
        lost, _ = missed(program, tries=100, budget=600)
        assert not lost, source
        ended += lost is not None
    assert ended >= 90
