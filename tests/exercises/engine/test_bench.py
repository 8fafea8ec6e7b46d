"""The bench: what it refuses, with which words, and what it remembers of a trial."""

import functools
import queue
import re
import sys
import threading
import time
from pathlib import Path

import pytest

from exercises import catalogue
from exercises.ch04.swallowed import around
from exercises.ch07.philosophers import check as dinner
from exercises.engine.bench import Bench, snapshot, watched
from exercises.engine.endings import is_answers
from exercises.engine.source_text import answer_in
from exercises.engine.verdict import Refusal


def refused(act, *arguments, **settings):
    """Call, and return the refusal."""
    with pytest.raises(Refusal) as caught:
        act(*arguments, **settings)
    return caught.value


def double(items):
    return [2 * item for item in items]


def never_returns(_items):
    while True:
        time.sleep(1)


def late(items):
    """Returns a list that a thread fills later."""
    results = []
    threading.Thread(target=lambda: [time.sleep(1), results.extend(items)], name="filler").start()
    return results


class Counter:
    """Reads and writes in two steps, so that two threads can lose one."""

    def __init__(self):
        self.total = 0

    def bump(self):
        seen = self.total
        self.total = seen + 1


class Called:
    """Its instances are called, and lose one as well."""

    total = 0

    def __call__(self):
        seen = self.total
        self.total = seen + 1


def two_bumps(counter_class):
    counter = counter_class()
    threads = [threading.Thread(target=counter.bump) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counter.total


def test_a_finished_run_comes_back_with_what_was_returned():
    """Value first: the result, the virtual time, nobody left running."""
    bench = Bench(double)
    run = bench.run(lambda: double([1, 2]))
    assert (run.result, run.elapsed, bench.running) == ([2, 4], 0.0, [])
    assert bench.told() == "1 run"


def test_a_result_is_kept_as_it_was_when_it_was_returned():
    """A thread that fills the list later does not make a wrong answer right; and it is named."""
    bench = Bench(late)
    assert bench.run(lambda: late([1])).result == []
    assert bench.running == ["filler"]


@pytest.mark.parametrize("value", [[1], {1: 2}, {3}, ([1], {2: 3}), 7, None, "text"])
def test_a_snapshot_equals_its_value_and_shares_no_container(value):
    """Lists, dicts and sets are copied, those in a tuple too; the rest is itself."""
    copy = snapshot(value)
    assert copy == value
    assert copy is not value or not isinstance(value, list | dict | set)


def test_what_does_not_end_is_said_and_the_exercise_may_say_it_better():
    """The usual sentence, a sentence of the exercise's own, and a function of the run."""

    def told(answer, **settings):
        return refused(Bench(answer).run, lambda: never_returns([]), steps=2_000, **settings).message

    assert "did not come to an end" in told(never_returns)
    assert told(0, says={"endless": "its own words"}) == "its own words"
    assert told(0, says={"endless": lambda run: f"after {run.steps > 0}"}) == "after True"
    assert "did not come to an end" in told(0, says={"endless": lambda _run: None})


def test_who_is_stuck_behind_a_dead_thread_is_told_of_the_death():
    """The error is the cause, the deadlock its consequence."""

    def program():
        lines = queue.Queue()
        threading.Thread(target=lambda: 1 // 0).start()
        lines.get()

    refusal = refused(Bench(0).run, program)
    assert "ZeroDivisionError" in refusal.message
    assert refusal.run.outcome == "deadlock"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NameError("name '____' is not defined"), "a blank is still open"),
        (NotImplementedError("exercise 9.9: write it"), "not written yet. exercise 9.9"),
        (SystemExit("bye"), "sys.exit()"),
        (RecursionError("too deep"), "called itself"),
        (MemoryError(), "more memory than a check may have"),
        (KeyError("key"), "raised KeyError: 'key'"),
        (KeyboardInterrupt(), "raised KeyboardInterrupt"),
    ],
)
def test_each_kind_of_crash_has_its_sentence(error, words):
    """What a beginner meets most is said in words; the rest with its type and message."""

    def program():
        raise error

    assert words in refused(Bench(program).run, program).message


def test_a_crash_is_placed_in_a_line_of_the_answer():
    """Not in the check's, and not in the standard library's."""

    def answer():
        return queue.Queue(1).put(1, timeout=-1)

    assert ", in line " in refused(Bench(answer).run, answer).message
    assert "queue.Queue(1).put(1, timeout=-1)" in refused(Bench(answer).run, answer).message


def test_a_crash_in_what_a_check_hands_in_is_placed_in_the_line_that_called_it():
    """The queue of 4.2 raises in a file beside its check: the line that is quoted is the learner's."""

    def answer():
        disk = around.Disk()
        disk.put("FULL")

    message = refused(Bench(answer).run, answer).message
    assert message.endswith('disk.put("FULL").')


def test_no_file_of_the_exercises_is_taken_for_an_answer():
    """Neither a check nor what stands beside it; a cell is one, and a file of the learner's own."""
    ours = [str(path) for path in catalogue.HERE.rglob("*.py")]
    assert {"check.py", "around.py", "service.py", "judges.py"} <= {Path(name).name for name in ours}
    assert not any(map(is_answers, ours))
    assert all(map(is_answers, ("<ipython-input-3-ab>", "/var/ipykernel_7/12.py", "/srv/me/check.py")))


def test_a_wrong_signature_is_not_called_a_crash():
    """Whoever changed the parameters is told so."""
    assert "can't be called as the task says" in refused(Bench(double).run, lambda: double([1], 2)).message


def test_a_lost_update_is_found_and_shown_with_the_lines_of_the_answer():
    """The run that comes with the refusal tells of ``bump``, and has a schedule."""
    refusal = refused(
        Bench(Counter).schedules,
        lambda: two_bumps(Counter),
        check=lambda run: run.result == 2,
        says={"check": "one update was lost"},
    )
    assert refusal.message == "one update was lost"
    assert "self.total = seen + 1" in refusal.run.explain()
    assert "Its schedule: 'line" in refusal.run.explain()
    assert "lab.replay" not in refusal.run.explain()


def test_steps_inside_a_line_are_not_told_by_number():
    """Each Python counts others: the run keeps its schedule, and the verdict is the same on all of them."""

    class Short:
        def __init__(self):
            self.total = 0

        def bump(self):
            self.total += 1

    refusal = refused(
        Bench(Short).schedules,
        lambda: two_bumps(Short),
        check=lambda run: run.result == 2,
        says={"check": "one update was lost"},
        switch="opcode",
    )
    assert refusal.run.schedule.startswith("opcode~:")
    assert "was inside line" in refusal.run.explain()
    assert "schedule" not in refusal.run.explain()
    numbers = re.findall(r'<th scope="row"[^>]*>(?:<strong>)?\D*?(\d+)', refusal.run._repr_html_())
    assert numbers == [str(place + 1) for place in range(len(numbers))]
    assert numbers


def test_a_check_may_refuse_in_its_own_words():
    """A Refusal raised while a run is judged is what the learner reads, with the run that shows it."""

    def check(run):
        if run.result != 2:
            raise Refusal(f"only {run.result}")
        return True

    refusal = refused(Bench(Counter).schedules, lambda: two_bumps(Counter), check=check)
    assert refusal.message == "only 1"
    assert refusal.run is not None


def test_what_is_handed_in_may_refuse_too():
    """A ``work`` that was given nonsense says so from inside the run."""

    def program():
        raise Refusal("work was given a list")

    assert refused(Bench(0).run, program).message == "work was given a list"


def test_a_deadlock_that_a_sleep_prevents_is_told_without_lines_of_the_bench():
    """Where the main thread waits in the check's own lines, nobody has written the line that calls them."""
    (exercise,) = [each for each in catalogue.every() if each.id == "7.2"]
    naps = answer_in(exercise, "wrong_sleep.py")
    refusal = refused(Bench(naps).schedules, lambda: dinner.together(naps, 3, 1), max_preemptions=2)
    assert "holds together by a sleep" in refusal.message
    assert "waits for lock" in refusal.run.explain()
    assert "as in CALL" not in refusal.run.explain()


def test_a_sleep_that_holds_it_together_is_called_by_its_name():
    """It passes as long as time moves only when nobody can run; that is no cure."""

    def program():
        seen = []
        threading.Thread(target=seen.append, args=(1,)).start()
        time.sleep(0.1)
        return list(seen)

    refusal = refused(Bench(program).schedules, program, check=lambda run: run.result == [1])
    assert "holds together by a sleep" in refusal.message


def test_state_that_outlives_a_call_is_refused_with_its_name():
    """A second call that differs can't be searched; and it is a mistake of its own."""
    refusal = refused(Bench(_remembers).schedules, _remembers, check=lambda run: len(run.result) < 9)
    assert "from one call to the next" in refusal.message
    assert "KEPT" in refusal.message


KEPT = []


def _remembers():
    KEPT.append(1)
    threads = [threading.Thread(target=KEPT.append, args=(2,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(KEPT)


def test_what_was_tried_is_told_and_all_is_said_of_all_alone():
    """Runs, faults each once, schedules; "all" only if every search was complete."""
    bench = Bench(double)
    for _ in range(2):
        bench.run(lambda: double([1]))
        bench.run(lambda: double([1]), fault="work raises")
    bench.schedules(lambda: double([1]))
    assert bench.told() == "2 runs, faults (work raises), 1 schedule, and no other can differ"
    bench.schedules(lambda: [two_bumps(Counter) for _ in range(3)], max_schedules=20)
    assert "all" not in bench.told().partition("schedule")[0]


def test_the_answer_is_watched_through_what_wraps_it():
    """Functions, classes, methods and partials have lines; builtins and values have none."""
    assert watched(double) == (double,)
    assert watched(functools.partial(functools.partial(double), [1])) == (double,)
    assert watched(Counter().bump) == (Counter.bump,)
    assert watched((3, Counter)) == (Counter,)
    assert watched(Called()) == (Called,)
    assert watched(print) == watched(int) == watched(None) == ()


def test_what_is_printed_is_kept_from_the_first_run_that_prints():
    """The learner sees it below the verdict."""
    bench = Bench(print)
    bench.run(lambda: None)
    bench.run(lambda: print("here"))
    bench.run(lambda: print("there"))
    assert bench.output == "here\n"


def test_no_line_of_the_bench_is_told_as_one_of_the_answer():
    """A thread that is stuck in the check's own part of the program stands at no line."""
    said = refused(Bench(double).run, lambda: queue.Queue().get())
    assert "waits to get" in said.run.explain()
    assert "program()" not in said.run.explain()


def test_what_a_check_tried_by_itself_is_told_too():
    """A count on real threads is no run of the lab, and the verdict names it all the same."""
    bench = Bench(lambda: 1)
    bench.run(lambda: 1)
    bench.also.append("real threads (3 takings of the lock)")
    assert bench.told() == "1 run, real threads (3 takings of the lock)"


def test_an_answer_that_exits_is_told_so_with_and_without_a_code():
    """To Python the one without a code is a program that ended well; an answer has to return."""
    for code in (None, 0, 3, "why"):
        with pytest.raises(Refusal, match="a function that is done returns"):
            Bench(sys.exit).run(lambda code=code: sys.exit(code))
