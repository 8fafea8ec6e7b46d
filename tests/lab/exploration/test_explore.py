"""``explore``: honest verdicts, and a reducer that loses nothing."""

from __future__ import annotations

import queue
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline_core import lab
from tests.lab import random_programs
from tests.lab.programs import PROGRAMS, lock_order, lost_update, philosophers_in_order, together

# Programs whose schedules can all be run at sync grain; and at line grain too.
LARGE = {
    "philosophers",
    "philosophers_in_order",
    "pool_map_in_order",
    "as_completed_gives_all",
    "wait_for_the_first",
}
SMALL = [
    n
    for n, (_, o, x) in PROGRAMS.items()
    if n not in LARGE and o != "endless" and x.get("switch") != "opcode"
]
SMALL_BY_LINE = {
    "one_line_at_line_grain",
    "start_order_is_not_run_order",
    "a_sleep_is_no_cure",
    "join_under_a_lock",
    "sync_only_flag_is_seen_late",
    "semaphore_never_released",
    "forgotten_task_done",
    "timer_rings",
    "task_done_lets_join_go",
    "feedback_loop",
    "stop_between_check_and_put",
}


@pytest.mark.parametrize("name", SMALL)
def test_the_reducer_reaches_every_final_state_of_a_program(name: str) -> None:
    """Reduction and trying every schedule end in the same set of final states."""
    program, _, _ = PROGRAMS[name]
    for switch in ("sync", "line") if name in SMALL_BY_LINE else ("sync",):
        reduced, search = random_programs.final_states(program, switch, "any", True, 1_200)
        everything, whole = random_programs.final_states(program, switch, "any", False, 1_200)
        assert not search.reason, search.reason
        assert not whole.reason, whole.reason
        assert everything == reduced
        assert search.schedules <= whole.schedules


def test_moves_that_lead_elsewhere_the_second_time_are_no_failure() -> None:
    """With a bound on preemptions too: nothing is shown, and the verdict says why."""
    rounds = iter([5, 5, 5] + [1] * 1_000)  # what an iterator has still to give is not looked at

    def program() -> bool:
        many = next(rounds)
        lock = threading.Lock()

        def work() -> None:
            for _ in range(many):
                with lock:
                    pass

        together(work, work)
        return True

    found = lab.explore(program, check=lambda run: run.result, max_preemptions=2)
    assert found.failure is None, found
    assert not found.complete
    assert not found.bound_covered


def test_which_of_two_errors_is_the_first_is_tried_both_ways() -> None:
    """The first is the error of the run, though the two steps that raise touch nothing in common."""

    def program():
        threads = [threading.Thread(target=lambda: 1 // 0), threading.Thread(target=[].pop)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    reduced, search = random_programs.final_states(program, "line", "any", True, 200)
    assert not search.reason
    assert {error.partition("(")[0] for _, _, error, *_ in reduced} == {"ZeroDivisionError", "IndexError"}


@pytest.mark.parametrize("seed", range(24))
def test_the_reducer_reaches_every_final_state_of_random_programs(seed: int) -> None:
    """The same for programs drawn at random from locks, queues, events, semaphores, time and data."""
    kinds = list(random_programs.OPS)
    chosen = [kinds[seed % len(kinds)], kinds[(seed * 5 + 3) % len(kinds)], "plain"]
    program, source = random_programs.make(seed, chosen, 2, 2)
    reduced, search = random_programs.final_states(program, "sync", "any", True, 1_000)
    everything, whole = random_programs.final_states(program, "sync", "any", False, 600)
    if not search.reason:
        assert everything <= reduced, source
        assert whole.reason or everything == reduced, source


def test_one_run_a_class_of_schedules() -> None:
    """Two threads and one lock have two schedules that can differ; the lab runs two."""
    found = lab.explore(PROGRAMS["lock_guards_the_update"][0])
    assert (found.complete, found.schedules, found.runs) == (True, 2, 3)  # one more, untraced, to begin with


def test_the_verdict_says_what_was_shown() -> None:
    """It names schedules, threads and grain; and it says when they are not all."""
    found = lab.explore(philosophers_in_order)
    assert "no failure in all 7 schedules" in found.verdict()
    assert "4 threads; switches between lines, not inside" in found.verdict()
    found = lab.explore(philosophers_in_order, max_schedules=3)
    assert not found.complete
    assert "which are not all: the budget of 3 runs was used up" in found.verdict()
    assert " ".join(str(found).split("\n")) == found.verdict()  # in lines that a page has room for
    assert max(map(len, str(found).split("\n"))) <= 100 < len(found.verdict())


def test_a_bound_on_preemptions_is_not_completeness() -> None:
    """With max_preemptions=0 the lost update is not found, and nothing is claimed; with 1 it is."""
    check = lambda run: run.result == 2  # noqa: E731
    none = lab.explore(lost_update, check=check, max_preemptions=0)
    assert none.failure is None
    assert not none.complete
    assert "every schedule with at most 0 preemptions was run, and none with more" in none.verdict()
    assert lab.explore(lost_update, check=check, max_preemptions=1).failure is not None


def test_a_bound_that_was_not_exhausted_is_not_claimed() -> None:
    """When the budget ends before the bound does, the verdict speaks of the budget, wherever it ends."""
    program = PROGRAMS["lock_guards_the_update"][0]
    bounded = lambda most: lab.explore(  # noqa: E731
        program, switch="sync", max_preemptions=1, max_schedules=most
    )
    whole = bounded(100)
    assert "every schedule with at most 1 preemption was run" in whole.verdict()
    for most in range(1, whole.schedules):
        assert "the budget" in bounded(most).verdict(), most


MADE_FROM_TEXT = """
def program():
    count = {"value": 0}

    def add():
        count["value"] += 1

    together(add, add)
    return count["value"]
"""


def test_what_can_not_be_looked_into_at_opcode_grain_is_not_called_complete() -> None:
    """Code that was made from a text has no source: between its lines all is tried, inside them nothing."""
    space: dict[str, Any] = {"together": together}
    exec(MADE_FROM_TEXT, space)
    found = lab.explore(space["program"], check=lambda run: run.result == 2, switch="opcode")
    assert found.failure is None
    assert not found.complete
    assert "add can be interrupted inside a line, which was not tried" in found.verdict()
    assert lab.explore(space["program"]).complete  # nobody said that it would look inside


def test_a_failing_schedule_is_short() -> None:
    """Moves that the failure does not need are taken away."""
    found = lab.explore(lost_update, check=lambda run: run.result == 2)
    assert found.failure.schedule.count(">") == 1
    assert lab.explore(lock_order).failure.schedule.count(">") == 1


def test_a_longer_sleep_that_ends_before_a_shorter_one_holds_nothing_together() -> None:
    """Nobody could run when the clock jumped; all the same the longer sleep was what was relied on."""

    def program():
        done = []

        def work():
            time.sleep(0.2)
            done.append(1)

        threading.Thread(target=work).start()
        time.sleep(1)
        return done[:]

    found = lab.explore(program, check=lambda run: run.result == [1], switch="sync")
    assert found.kind == "held together by a sleep", found


def test_held_together_by_a_sleep() -> None:
    """A program that passes only while timers wait for everybody is never called complete."""
    program, _, options = PROGRAMS["a_sleep_is_no_cure"]
    found = lab.explore(program, **options)
    assert found.kind == "held together by a sleep"
    assert not found.complete
    assert "held together by a sleep" in found.verdict()
    assert lab.explore(program, **{**options, "timers": "idle"}).complete


def test_a_check_that_raises_is_a_failure() -> None:
    """The exception of a check is the reason that is reported."""

    def check(run: Any) -> bool:
        raise AssertionError(f"result was {run.result}")

    assert "check(run) raised AssertionError: result was" in lab.explore(lost_update, check=check).verdict()


def test_a_failure_of_the_first_run_alone_forbids_to_call_the_search_complete(tmp_path: Path) -> None:
    """A program that fails once, and leaves a file behind so that it never does again, has failed."""
    mark = tmp_path / "was here"

    def program() -> None:
        if not mark.exists():
            mark.touch()
            raise ValueError("the first time")
        lock = threading.Lock()
        in_turn = threading.Thread(target=lock.acquire)
        in_turn.start()
        in_turn.join()

    found = lab.explore(program)
    assert not found.complete
    assert isinstance(found.failure and found.failure.error, ValueError)
    assert not found.repeats
    assert "It did not repeat" in found.verdict()
    assert lab.explore(program).complete  # the file is there: it is another program now


def test_a_poll_that_gives_up_fails_where_lines_are_no_steps_and_the_search_goes_on() -> None:
    """What fails each time without lines as steps is no failure that came once, and forbids "complete"."""

    def program() -> str:
        ready = threading.Event()
        other = threading.Thread(target=ready.set)
        other.start()
        for _ in range(300):
            if ready.is_set():
                break
        else:
            raise ValueError("gave up")
        other.join()
        return "came"

    found = lab.explore(program, max_schedules=30)
    assert (found.failure, found.repeats) == (None, True)
    assert found.reason == "a busy loop was cut short"


def test_a_program_that_does_not_repeat_is_told_on() -> None:
    """State that survives from run to run makes runs differ: no claim of completeness."""
    calls: list[int] = []

    def program() -> None:
        calls.append(1)
        workers = [threading.Thread(target=lambda: q.put(1)) for _ in range(1 + len(calls) % 2)]
        q: queue.Queue[int] = queue.Queue()
        for w in workers:
            w.start()
        q.get()
        q.empty()

    found = lab.explore(program)
    assert not found.complete


def test_a_busy_loop_ends_and_is_not_called_complete() -> None:
    """Spinning on a flag gives way to the thread that sets it; the cut is confessed."""

    def program() -> bool:
        done = False

        def work() -> None:
            nonlocal done
            done = True

        t = threading.Thread(target=work)
        t.start()
        while not done:
            pass
        t.join()
        return done

    assert lab.simulate(program).result is True
    found = lab.explore(program, max_schedules=60)
    assert found.failure is None
    assert not found.complete


def test_reading_the_clock_in_a_loop_moves_it() -> None:
    """A loop that waits for the clock by reading it ends, in virtual time."""

    def program() -> bool:
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            pass
        return True

    assert lab.simulate(program).result is True


def test_sampling_finds_what_the_bounds_do_not_reach() -> None:
    """What is left of a budget goes to random priorities, and is reported as sampling."""
    q_size = 3

    def program() -> int:
        q: queue.Queue[int] = queue.Queue()
        seen: list[int] = []

        def work(me: int) -> None:
            for i in range(q_size):
                q.put(me)
                seen.append(q.qsize() + i)

        together(*[lambda me=m: work(me) for m in range(4)])
        return len(seen)

    found = lab.explore(program, max_schedules=700)
    assert found.failure is None
    assert not found.complete
    assert found.sampled > 0
    assert "sampling" in found.verdict()


def test_a_sleep_behind_a_signal_is_found_out_where_the_other_thread_has_one_step_left():
    """The sleeper may be through before the other makes that step: it was called complete once."""

    def program():
        seen, ready = [], threading.Event()

        def work():
            ready.set()
            seen.append(1)

        threading.Thread(target=work).start()
        ready.wait()
        time.sleep(0.1)
        return seen[:]

    def one_step():
        seen = []
        threading.Thread(target=seen.append, args=(1,)).start()
        time.sleep(0.1)
        return seen[:]

    for sleepy in (program, one_step):
        found = lab.explore(sleepy, check=lambda run: run.result == [1])
        assert found.kind == "held together by a sleep", found


def test_a_search_may_be_given_so_many_seconds():
    """Real time, for somebody who waits: the verdict says that it was used up, and claims nothing."""

    def program():
        total = [0]

        def add():
            for _ in range(9):
                total[0] += 1

        threads = [threading.Thread(target=add) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    found = lab.explore(program, max_seconds=0.05)
    assert not found.complete
    assert "the time of 0.05 s was used up" in found.verdict()


@pytest.mark.parametrize("seconds", [0, -1, True, "1", float("nan")])
def test_seconds_that_are_no_time_are_refused(seconds):
    """With the value and what is allowed."""
    with pytest.raises(ValueError, match="max_seconds must be None or a number of seconds above 0"):
        lab.explore(lambda: None, max_seconds=seconds)


@pytest.mark.parametrize(
    ("failing", "asking", "kind"),
    [(0.0, 0.0, "held together by a sleep"), (99.0, 0.0, "held together by a sleep"), (99.0, 2.6, "")],
)
def test_whether_a_sleep_is_to_blame_is_asked_in_what_is_left_or_in_a_quarter(
    monkeypatch, failing, asking, kind
):
    """A failure may have taken all the time; once the quarter is over too, it stands, and no more is said."""
    clock = [0.0]
    monkeypatch.setattr("pipeline_core.lab.exploration.search.real_clock", lambda: clock[0])

    def nap_for_luck():
        done = []
        for _ in range(2):
            threading.Thread(target=lambda: done.append(len(done))).start()
        time.sleep(0.1)
        return len(done) == 2

    def check(run):
        if not run.result:
            clock[0] += failing
        elif clock[0]:
            clock[0] += asking
        return run.result

    found = lab.explore(nap_for_luck, check=check, max_seconds=10)
    assert found.failure is not None
    assert found.kind == kind


def over_after_its_last_step(look):
    """A thread whose last step wakes the main thread, which looks whether it is alive."""

    def program():
        woken = threading.Event()
        thread = threading.Thread(target=woken.set)
        thread.start()
        woken.wait()
        return look(thread)

    return program


@pytest.mark.parametrize("look", [lambda thread: thread.is_alive(), lambda _thread: threading.active_count()])
def test_a_thread_that_may_still_be_ending_keeps_a_search_from_being_complete(look):
    """Its end comes with its last step; on real threads the one that it wakes may find it alive."""
    found = lab.explore(over_after_its_last_step(look))
    assert not found.complete
    assert "still alive is not tried both ways" in found.verdict()


def test_who_has_joined_a_thread_finds_it_ended():
    """Then there is one answer, and the search is complete."""
    found = lab.explore(over_after_its_last_step(lambda thread: (thread.join(), thread.is_alive())))
    assert found.complete, str(found)


@pytest.mark.parametrize(("timeout", "known"), [(5, True), (0, False)])
def test_who_has_waited_for_a_thread_with_a_timeout_knows_that_it_ended_if_there_was_time(timeout, known):
    """A join that came back before its time was over has seen the end; a look without a wait may not have."""
    run = lab.simulate(
        over_after_its_last_step(lambda thread: (thread.join(timeout=timeout), thread.is_alive()))
    )
    assert run.result == (None, False)
    found = lab.explore(
        over_after_its_last_step(lambda thread: (thread.join(timeout=timeout), thread.is_alive()))
    )
    assert found.failure is None
    assert ("still alive is not tried both ways" not in found.verdict()) is known
