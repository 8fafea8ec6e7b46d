"""``Session``: a program stepped through by hand, without any widget."""

# Nested on purpose: each lock is a step of its own.
# ruff: noqa: SIM117

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from random import Random
from threading import Lock, Thread

import pytest

from pipeline_core import PipelineManager, lab, robust_put
from pipeline_core.lab.runtime import runner
from pipeline_core.lab.stepper.session import ROWS, Session
from pipeline_core.lab.stepper.strategy import TO_THE_END
from tests.lab.programs import PROGRAMS, together

LOSE = [1, 2, 1, 2, 1, 2]


def counter():
    count = 0

    def add():
        nonlocal count
        n = count
        n = n + 1
        count = n

    threads = [Thread(target=add, name=name) for name in ("Ada", "Bob")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return count


def locked_counter():
    count, lock = 0, Lock()

    def add():
        nonlocal count
        with lock:
            n = count
            count = n + 1

    together(add, add)
    return count


def two_locks():
    a, b = Lock(), Lock()

    def left():
        with a:
            with b:
                print("left")

    def right():
        with b:
            with a:
                print("right")

    together(left, right)


def dead_consumer():
    work = Queue(maxsize=1)

    def producer():
        work.put("a")
        work.put("b")
        work.put("c")

    def consumer():
        item = work.get()
        raise ValueError(item)

    together(producer, consumer)


def ticking():
    def slow():
        time.sleep(2)
        print("slow")

    def quick():
        time.sleep(0.5)
        print("quick")

    together(slow, quick)
    return time.monotonic()


def text(state):
    """Whose move it is and at which line, in a few words."""
    return [f"{t.name}: {t.text or t.doing}" for t in state.threads if t.can_move]


# -- moving ------------------------------------------------------------------------------------


def test_the_counter_takes_six_moves_three_a_thread() -> None:
    """Starting and joining need no move; each of the learner's is one line, with its values."""
    session = Session(counter, expected=2)
    seen = []
    for index in LOSE:
        made = session.move(index).made
        values = {**dict(made.after.threads[index].locals), **dict(made.after.shared)}
        seen.append((made.thread, made.text, values))
    assert seen == [
        ("Ada", "n = count", {"n": "0", "count": "0"}),
        ("Bob", "n = count", {"n": "0", "count": "0"}),
        ("Ada", "n = n + 1", {"n": "1", "count": "0"}),
        ("Bob", "n = n + 1", {"n": "1", "count": "0"}),
        ("Ada", "count = n", {"count": "1"}),
        ("Bob", "count = n", {"count": "1"}),
    ]
    assert str(session.state.banner) == (
        "Lost update: expected 2, got 1.\nBob wrote count without having seen what Ada had written."
    )
    assert (session.state.outcome, session.state.run.result) == ("finished", 1)


@pytest.mark.parametrize(
    ("switch", "told"),
    [
        ("line", "runs its next line."),
        ("opcode", "runs on to where others could come in, which may be inside a line."),
        ("sync", "runs on to its next call at which others could come in."),
    ],
)
def test_before_the_first_move_it_is_told_what_a_move_is(switch: str, told: str) -> None:
    """A thread that stops inside a line has not run it."""

    def program() -> int:
        lock, count = Lock(), 0

        def add() -> None:
            nonlocal count
            with lock:
                count += 1

        threads = [Thread(target=add) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return count

    assert str(Session(program, switch=switch).state.banner).endswith(f"\nThe thread you choose {told}")


def test_a_state_shows_threads_with_their_next_line_and_why_the_others_wait() -> None:
    """At the beginning both can move, and the first thread waits for them."""
    state = Session(counter).state
    assert text(state) == ["Ada: n = count", "Bob: n = count"]
    assert state.runnable == (1, 2)
    assert (state.threads[0].doing, state.threads[0].can_move) == ("waits for Ada to end", False)
    assert str(state.banner) == "Your move: Ada or Bob?\nThe thread you choose runs its next line."
    lines = dict(state.threads[1].source)
    assert lines[state.threads[1].line].strip() == "n = count"
    assert min(lines.values()) != lines[state.threads[1].line]  # the whole function is there


def test_undo_brings_back_the_state_before_and_another_way_is_open() -> None:
    """One move less, to the letter; from there the update is not lost."""
    session = Session(counter, expected=2)
    states = [session.state, *(session.move(index) for index in LOSE)]
    for expected in reversed(states[:-1]):
        assert session.undo() == expected
    assert session.undo() is states[0]
    session.go([1, 1, 1, 2, 2, 2])
    assert str(session.state.banner) == "Finished: the result is 2, as expected."
    assert not any(state.note for state in session.states)


def test_restart_takes_all_moves_back() -> None:
    """And the session can be played again."""
    session = Session(counter)
    first = session.state
    session.go(LOSE)
    assert session.restart() == first
    assert session.moves == []
    assert session.move(2).made.thread == "Bob"


def test_playing_to_the_end_makes_moves_that_can_be_taken_back() -> None:
    """A thread goes on until it has to wait, from where the learner stands."""
    session = Session(counter, expected=2)
    session.move(1)
    session.finish()
    assert session.moves == [1, 1, 1, 2, 2, 2]
    assert session.state.banner.kind == "finished"
    assert text(session.undo()) == ["Bob: count = n"]
    session.finish()
    assert session.finish() is session.state


def test_what_is_longer_than_can_be_read_ends_as_one_move() -> None:
    """After so many moves the rest is one, and one undo takes it back."""

    def long():
        count = 0

        def work():
            nonlocal count
            for _ in range(ROWS):
                count += 1

        together(work, work)
        return count

    session = Session(long)
    session.finish()
    assert session.moves[-1] == TO_THE_END
    assert (len(session.moves), session.state.run.result) == (ROWS + 1, 2 * ROWS)
    assert lab.replay(long, session.schedule).steps == session.state.run.steps
    assert session.undo().outcome is None


def test_moves_that_cannot_be_made_say_which_can() -> None:
    """And leave the session as it was."""
    session = Session(counter)
    with pytest.raises(ValueError, match=r"^thread 0 cannot move now; these can: 1 \(Ada\), 2 \(Bob\)$"):
        session.move(0)
    session.move(1)
    state = session.state
    with pytest.raises(ValueError, match=r"^move 4: thread 1 cannot move now; these can: 2 \(Bob\)$"):
        session.go([1, 1, 1, 1])
    assert (session.state, session.moves) == (state, [1])
    session.go(LOSE)
    with pytest.raises(ValueError, match=r"^the program is over \(finished\): take a move back, or restart$"):
        session.move(1)


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        (
            {"switch": "word"},
            ValueError,
            "switch must be one of 'channel', 'sync', 'line', 'opcode', not 'word'",
        ),
        ({"auto": "all"}, ValueError, "auto must be one of 'setup', 'main', 'none', not 'all'"),
        ({"check": 2}, TypeError, "check must be a function of a Run, not 2; for a value use expected="),
    ],
)
def test_settings_are_checked(settings, error, message) -> None:
    """A wrong one is named, with what is allowed."""
    with pytest.raises(error) as caught:
        Session(counter, **settings)
    assert str(caught.value) == message


# -- locks, queues, time -----------------------------------------------------------------------


def test_two_locks_taken_in_opposite_order_end_in_a_deadlock() -> None:
    """Four moves; the banner says who holds what and waits for whom."""
    session = Session(two_locks)
    session.go([1, 2, 1])
    assert {o.name: (o.state, o.waiters) for o in session.state.objects} == {
        "lock `a`": ("held by left", ()),
        "lock `b`": ("held by right", ("left",)),
    }
    left = session.state.threads[1]
    assert (left.doing, left.holds, left.wants_thread) == (
        "waits for lock `b` (held by right)",
        ("lock `a`",),
        2,
    )
    state = session.move(2)
    assert state.outcome == "deadlock"
    title, *lines = str(state.banner).splitlines()
    assert title == "Deadlock: nobody can move, and no timer is left."
    assert [line.partition(" since")[0] for line in lines] == [
        "left holds lock `a`",
        "right holds lock `b`",
        "A circle: left waits for right, right waits for left.",
    ]


def test_letting_go_of_a_lock_is_a_move_of_its_own() -> None:
    """Between the last line under a lock and the release another thread can still be seen to wait."""
    session = Session(locked_counter)
    session.go([1, 1, 1])
    first = session.state.threads[1]
    assert (first.kind, first.text) == ("release", "with lock:")
    session.move(2)
    assert not session.state.threads[2].can_move
    state = session.move(1)
    assert state.made.did == "lets go of lock `lock`"
    second = state.threads[2]
    assert (second.can_move, second.kind, second.what) == (True, "acquire", "lock `lock`")
    session.finish()
    assert str(session.state.banner) == "Finished: the result is 2."


def test_a_full_queue_whose_consumer_died_is_a_deadlock_that_says_so() -> None:
    """The contents, who waits, and who is gone."""
    session = Session(dead_consumer)
    session.go([1, 2, 2, 1])
    (queue,) = session.state.objects
    assert (queue.name, queue.state, queue.contents) == ("queue `work`", "1/1", ("'b'",))
    assert session.state.threads[2].error == "ValueError"
    state = session.move(1)
    assert [line.partition(", at line")[0] for line in str(state.banner).splitlines()] == [
        "Deadlock: nobody can move, and no timer is left.",
        "MainThread waits for producer to end",
        "producer waits to put into queue `work` (full: 1 of 1)",
        "consumer is gone: it died of ValueError",
        "Nobody can take anything out of queue `work` any more.",
    ]


def test_time_jumps_by_itself_when_nobody_can_move() -> None:
    """Sleeping is a move; waking up is none, and the clock shows how late it is."""
    session = Session(ticking)
    session.go([1, 2])
    assert (text(session.state), session.state.view.clock) == (['quick: print("quick")'], 0.5)
    assert session.state.threads[1].doing == "sleeps until 2.000 s"
    session.go([1, 2, 2, 1])
    assert (session.state.run.elapsed, session.state.view.output) == (2.0, "quick\nslow\n")


def test_library_code_moves_with_the_line_that_calls_it(caplog) -> None:
    """A worker of a pool takes its sub-task and hands in the result in one move, up to a line of ours."""

    def pool():
        def square(x):
            return x * x

        with ThreadPoolExecutor(2) as executor:
            return list(executor.map(square, [2, 3]))

    session = Session(pool)
    assert [(t.kind, t.can_move) for t in session.state.threads[1:]] == [("work", True)] * 2
    assert session.move(2).threads[2].text == "return x * x"
    session.finish()
    assert session.state.run.result == [4, 9]
    assert len(session.moves) < 12
    assert caplog.records == []  # a pool's worker logs what ends it; being stepped through is no news


def test_inside_a_line_at_opcode_grain() -> None:
    """``count += 1`` loses an update when another thread comes in between its reading and its writing."""

    def one_line():
        count = 0

        def add():
            nonlocal count
            count += 1

        together(add, add)
        return count

    session = Session(one_line, switch="opcode", expected=2)
    while "writes" not in session.state.threads[1].doing:
        session.move(1)
    assert session.state.threads[1].doing == "inside the line, before it writes count"
    while 2 in session.state.runnable:
        session.move(2)
    session.finish()
    assert str(session.state.banner) == (
        "Lost update: expected 2, got 1.\n"
        "add (thread 1) wrote count without having seen what add (thread 2) had written."
    )


def test_the_lines_of_what_is_watched_are_moves() -> None:
    """Code of another module, with its source and variables; unwatched it belongs to the line that calls."""

    def program():
        work, stop = Queue(1), threading.Event()

        def put():
            robust_put(work, 1, stop)

        together(put)
        return work.qsize()

    session = Session(program, watch=robust_put)
    thread = session.go([1, 1]).threads[1]
    assert "def robust_put(" in thread.source[0][1]
    assert dict(thread.locals) == {"item": "1", "timeout": "0.1"}
    session.finish()
    watched = len(session.moves)
    session = Session(program)
    session.finish()
    assert (session.moves, watched > 1) == ([1], True)


def test_a_pipeline_can_be_stepped_through() -> None:
    """Its workers take, work and hand on; the learner's own functions are shown, the core's are not."""

    def program():
        def double(x):
            return 2 * x

        with PipelineManager(maxsize=1) as manager:
            return manager.add_worker(double).run(range(2))

    session = Session(program)
    session.finish()
    assert session.state.run.result == [0, 2]
    assert [s.made.text for s in session.states[1:]].count("return 2 * x") == 2
    assert len(session.moves) < 20


# -- other ends --------------------------------------------------------------------------------


def test_an_error_says_what_it_was_and_where() -> None:
    """At once, too, before there is anything to decide."""

    def at_once():
        raise KeyError("spoon")

    state = Session(at_once).state
    assert (state.outcome, state.runnable) == ("error", ())
    title, where = str(state.banner).splitlines()
    assert title == "Error: KeyError: 'spoon'"
    assert where.startswith("it left MainThread at line")
    assert where.endswith('raise KeyError("spoon")')


def test_a_program_without_threads_is_over_at_once() -> None:
    """There is nothing to decide, and the banner says so."""
    state = Session(lambda: 7).state
    said = "Finished: the result is 7.\nIt starts no thread: there was nothing to decide."
    assert str(state.banner) == said


def test_a_leak_names_who_is_stuck() -> None:
    """The program has returned, and a thread that is no daemon waits for ever."""

    def leak():
        Thread(target=Queue().get, name="stuck").start()

    session = Session(leak)
    session.finish()
    assert session.state.outcome == "leak"
    assert session.state.banner.title == "Leak: the program has returned, but threads are stuck for ever."
    assert "stuck waits to get from queue" in str(session.state.banner)


def test_daemons_do_not_keep_a_program_going() -> None:
    """They can be moved while the first thread is there; with it they end."""

    def daemon():
        def tick():
            while True:
                time.sleep(1)

        Thread(target=tick, name="tick", daemon=True).start()
        time.sleep(2.5)
        return "done"

    session = Session(daemon)
    assert session.state.runnable == (0, 1)
    session.finish()
    assert str(session.state.banner) == "Finished: the result is 'done'."


def test_a_loop_without_end_is_given_up() -> None:
    """By the number of steps when it is played on; by the real clock when one line never comes back."""

    def circles():
        count = 0

        def run():
            nonlocal count
            while True:
                count += 1

        together(run)

    session = Session(circles, max_steps=2_000)
    session.go([1, 1, 1])
    session.finish()
    assert session.state.banner.title == "Endless: given up after 2,000 steps."
    assert session.undo().outcome is None


def test_a_line_that_never_comes_back_is_given_up(monkeypatch) -> None:
    """The click returns, and can be undone."""
    monkeypatch.setattr(runner, "GUARD_SECONDS", 0.5)

    def hang():
        def spin():
            print("round and round")
            while True:
                pass

        together(spin)

    session = Session(hang)
    state = session.move(1)
    assert state.banner.title == "Endless: a line did not come back within 0.5 s."
    assert session.undo().runnable == (1,)


def test_what_is_printed_is_shown() -> None:
    """After the moves so far, no more and no less."""
    session = Session(two_locks)
    assert session.go([1, 1, 1]).view.output == "left\n"
    assert session.undo().view.output == ""


def test_values_are_shown_without_running_the_programs_code() -> None:
    """A repr that raises, an enormous number, an endless text: a click shows something short of each."""

    class Bad:
        def __repr__(self):
            raise RuntimeError("never")

        __str__ = __eq__ = __len__ = __repr__
        __hash__ = None

    def program():
        things = [Bad(), 10**6000]

        def work():
            mine, long = Bad(), "x" * 10**6
            things.append((mine, len(long)))

        together(work)
        return things[0]

    session = Session(program, expected=3)
    state = session.move(1)
    assert dict(state.threads[1].locals) == {"long": repr("x" * 48)[:47] + "…"}
    assert state.shared == {"things": "[<Bad>, a whole number of 19932 bits]"}
    session.finish()
    assert str(session.state.banner) == "Wrong result: expected 3, got <Bad>."


total = 0


def test_a_program_that_does_not_start_afresh_is_told() -> None:
    """Its state outlives a run, so that every move starts from another one: said with the name."""
    global total  # noqa: PLW0603
    total = 0

    def program():
        def add():
            global total  # noqa: PLW0603
            seen = total
            total = seen + 1

        together(add, add)
        return total

    session = Session(program)
    assert session.state.shared == {"total": "0"}
    assert session.go([1, 1]).note == ""
    assert session.move(2).note == (
        "Careful: every move plays the program again from its beginning, and this time total did not begin "
        "with the same value. Give such names their first value inside the program."
    )


def test_a_program_that_goes_another_way_is_told() -> None:
    """What was decided does not fit any more: the session stays where it was, and says why."""
    runs = [0]

    def program():
        runs[0] += 1
        together(*[lambda: runs.append(0)] * (1 if runs[0] > 3 else 2))

    session = Session(program)
    session.move(2)
    state = session.restart()
    session.move(2)
    with pytest.raises(
        RuntimeError, match=r"^Careful: every move plays the program again from its beginning"
    ):
        session.move(1)
    assert session.undo() is state


def test_an_interrupt_leaves_the_session_as_it_was(monkeypatch) -> None:
    """Ctrl-C during a move: nothing is half done, and the next move works."""
    session = Session(counter)
    state = session.move(1)

    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(runner.Runner, "supervise", interrupted)
        with pytest.raises(KeyboardInterrupt):
            session.move(2)
    runner.wait_until_gone()
    assert (session.state, session.moves) == (state, [1])
    assert session.move(2).made.thread == "Bob"


# -- verdicts ----------------------------------------------------------------------------------


def test_a_check_judges_what_finished() -> None:
    """Saying no and raising both make it a failure."""
    for check, said in (
        (lambda run: run.result == 2, "check(run) said no"),
        (
            lambda run: 1 // (run.result - 1),
            "check(run) raised ZeroDivisionError: integer division or modulo by zero, at line",
        ),
    ):
        session = Session(counter, check=check)
        session.go(LOSE)
        title = session.state.banner.title
        assert title.startswith(f"Finished, but {said}")
        assert title.endswith("; the result is 1.")
        session.go([1, 1, 1, 2, 2, 2])
        assert session.state.banner.title == "Finished: the result is 2."


def test_only_what_was_overwritten_unseen_is_a_lost_update() -> None:
    """A wrong result without one is a wrong result; a flag that two threads set is not an update."""

    class Box:
        def __init__(self):
            self.n = 0

        def add(self):
            n = self.n
            self.n = n + 1

    def boxes():
        one, two = Box(), Box()
        together(one.add, two.add)
        return one.n + two.n

    def flag():
        done = False

        def say():
            nonlocal done
            done = True

        together(say, say)
        return done

    def box():
        one = Box()
        together(one.add, one.add)
        return one.n

    for program, moves, title in (
        (boxes, [1, 2, 1, 2], "Wrong result: expected 0, got 2."),
        (flag, [1, 2], "Wrong result: expected 0, got True."),
        (box, [1, 2, 1, 2], "Lost update: expected 0, got 1."),
    ):
        assert Session(program, expected=0).go(moves).banner.title == title


# -- for any program ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", PROGRAMS)
def test_any_moves_make_a_schedule_that_replays(name) -> None:
    """Whatever is chosen, the schedule of the end brings back outcome, steps and output; nothing is left."""
    program, _, options = PROGRAMS[name]
    switch, watch = options.get("switch", "line"), options.get("watch", ())
    threads, random = set(threading.enumerate()), Random(name)
    session = Session(program, switch=switch, watch=watch, max_steps=5_000)
    for _ in range(12):
        if session.state.outcome is None:
            session.move(random.choice(session.state.runnable))
    session.finish()
    run = session.state.run
    again = lab.simulate(program, schedule=session.schedule, watch=watch, max_steps=5_000)
    assert (again.outcome, again.steps, again.output) == (run.outcome, run.steps, run.output)
    assert set(threading.enumerate()) == threads
    assert not runner.controlled


@pytest.mark.parametrize("auto", ["setup", "main", "none"])
def test_auto_says_what_needs_no_click(auto) -> None:
    """The first thread does all, its housekeeping, or nothing by itself."""

    def program():
        work = Queue()

        def consumer():
            while (item := work.get()) is not None:
                print(item)

        thread = Thread(target=consumer, name="consumer")
        thread.start()
        work.put("a")
        work.put(None)
        thread.join()

    session = Session(program, auto=auto)
    expected = {
        "setup": ('work.put("a")', "0"),
        "main": ("thread.join()", "2"),
        "none": ("work = Queue()", None),
    }
    line, inside = expected[auto]
    assert session.state.threads[0].text == line
    assert [o.state.partition(" ")[0] for o in session.state.objects] == ([] if inside is None else [inside])
    session.finish()
    assert session.state.outcome == "finished"
