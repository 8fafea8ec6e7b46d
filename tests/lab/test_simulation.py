"""``simulate`` and ``replay``: outcomes, schedules, and that nobody else notices."""

from __future__ import annotations

import contextvars
import queue
import random
import sys
import threading
import time
import types
import weakref
from concurrent.futures import ThreadPoolExecutor
from time import sleep  # noqa: F401  the lab rebinds it: see WATCHED

import pytest

from pipeline_core import lab
from pipeline_core.lab.runtime import runner
from tests.core.helpers import run_python
from tests.lab.programs import lock_order, lost_update, three_stages, together

WATCHED = [
    (threading, "Lock"), (threading, "RLock"), (threading, "_allocate_lock"), (threading, "enumerate"),
    (threading.Thread, "start"), (threading.Thread, "join"), (threading.Event, "wait"),
    (threading.Condition, "wait"),
    (queue.Queue, "put"), (queue.Queue, "get"), (queue, "SimpleQueue"), (queue, "time"), (time, "sleep"),
    (time, "monotonic"), (time, "perf_counter"), (time, "time"), (sys, "stdout"), (sys, "unraisablehook"),
    (sys.modules[__name__], "sleep"), (sys.modules["concurrent.futures.thread"], "_global_shutdown_lock"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_stays_patched():
    """Whatever a test does, every replaced name is the real thing again afterwards."""
    before = [getattr(owner, name) for owner, name in WATCHED]
    yield
    assert [getattr(owner, name) for owner, name in WATCHED] == before


def test_the_same_call_gives_the_same_run() -> None:
    """Without a schedule and with a seed: result, steps, events, output and schedule repeat."""
    for seed in (None, 1, 2, 3):
        one, two = lab.simulate(lost_update, seed=seed), lab.simulate(lost_update, seed=seed)
        assert one == two
        assert one.explain() == two.explain()


def test_seeds_draw_different_schedules() -> None:
    """Among twenty seeds some lose the update and some do not."""
    assert {lab.simulate(lost_update, seed=s).result for s in range(20)} == {1, 2}


def test_a_replayed_run_is_the_run() -> None:
    """A schedule string brings back a seeded run and a found failure, events and all."""
    seeded = lab.simulate(lost_update, seed=5)
    assert lab.replay(lost_update, seeded.schedule) == seeded
    failure = lab.explore(lock_order).failure
    assert failure is not None
    again = lab.replay(lock_order, failure.schedule)
    assert (again.outcome, again.events, again.steps) == ("deadlock", failure.events, failure.steps)


def test_a_deadlock_explains_itself() -> None:
    """The story names who holds what since which line, who waits for whom, and the circle."""
    story = lab.explore(lock_order).failure.explain()
    for words in (
        "lock `a` since line",
        "waits for lock `b` (held by two)",
        "one waits for two",
        "two waits for one",
    ):
        assert words in story, story
    assert "0x" not in story


def test_a_race_is_shown_side_by_side() -> None:
    """The story of a lost update shows both reads of the same value and both writes."""
    story = str(lab.explore(lost_update, check=lambda run: run.result == 2))
    assert story.count("[reads count = 0]") == 2, story
    assert story.count("[count becomes 1]") == 2, story


def test_tables_for_the_notebook() -> None:
    """Run and Exploration have an HTML form with the same facts."""
    found = lab.explore(lost_update, check=lambda run: run.result == 2)
    assert "<table" in found._repr_html_()
    assert "count becomes 1" in found.failure._repr_html_()
    assert "lock <code>a</code>" in lab.explore(lock_order)._repr_html_()


def test_a_full_queue_is_named_with_its_size() -> None:
    """A producer behind a full queue: the message says which queue, and how full."""

    def program():
        work = queue.Queue(1)
        work.put(1)
        work.put(2)

    story = lab.simulate(program).explain()
    assert "waits to put into queue `work` (full: 1 of 1)" in story, story


def test_printed_text_belongs_to_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    """``print`` in any controlled thread is captured in run.output and shown nowhere."""

    def program():
        together(lambda: print("from a thread"))
        print("from the program")

    run = lab.simulate(program)
    assert run.output == "from a thread\nfrom the program\n"
    assert capsys.readouterr().out == ""


def test_a_pool_that_is_unwound_reports_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """The standard library's log of what ended a pool's thread is not kept."""

    def program():
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: pool.submit(lambda: 1).result()).result()

    run = lab.simulate(program)
    assert (run.outcome, run.output, caplog.text) == ("deadlock", "", "")


def test_a_pool_reports_what_its_program_did(caplog: pytest.LogCaptureFixture) -> None:
    """A callback of a future that raises is logged by the standard library as ever."""

    def program():
        with ThreadPoolExecutor(1) as pool:
            pool.submit(int).add_done_callback(lambda future: 1 // 0)

    assert lab.simulate(program).outcome == "finished"
    assert "ZeroDivisionError" in caplog.text


def test_threads_keep_their_identity() -> None:
    """Names, current_thread, enumerate, main_thread and threading.local are right inside a run."""

    def program():
        local, seen = threading.local(), []

        def work():
            local.x = threading.current_thread().name
            seen.append((local.x, len(threading.enumerate())))

        t = threading.Thread(target=work)
        t.start()
        t.join()
        main = threading.current_thread()
        return seen, main.name, main is threading.main_thread(), hasattr(local, "x"), t.is_alive()

    for _ in range(2):  # numbering starts again in each run
        assert lab.simulate(program).result == ([("Thread-1 (work)", 2)], "MainThread", True, False, False)


class Sub(threading.Thread):
    def run(self):
        self.answer = threading.current_thread() is self


def test_a_thread_subclass_of_an_earlier_cell_is_controlled() -> None:
    """A class defined before the run runs under the lab, and its threads look ended afterwards."""

    def program():
        t = Sub()
        t.start()
        t.join()
        return t

    thread = lab.simulate(program).result
    assert thread.answer
    assert not thread.is_alive()
    thread.join()


EARLIER = {
    "lock": threading.Lock(),
    "queue": queue.Queue(),
    "simple": queue.SimpleQueue(),
    "event": threading.Event(),
}
EARLIER_CONDITION = threading.Condition()


def test_objects_of_earlier_cells_are_taken_over_and_given_back() -> None:
    """Locks and queues in globals take part in the run; afterwards they are the real objects again."""
    real = dict(EARLIER)

    def program():
        def other():
            with EARLIER["lock"]:
                EARLIER["queue"].put(1)
                EARLIER["simple"].put(2)
            with EARLIER_CONDITION:
                EARLIER_CONDITION.notify()

        with EARLIER_CONDITION:
            t = threading.Thread(target=other)
            t.start()
            EARLIER_CONDITION.wait()
        t.join()
        return EARLIER["queue"].get(), EARLIER["simple"].get()

    assert lab.simulate(program).result == (1, 2)
    assert real == EARLIER
    assert not EARLIER["lock"].locked()
    with EARLIER["lock"], EARLIER_CONDITION:
        pass
    found = lab.explore(program)
    assert found.failure is None, str(found)
    assert found.complete, str(found)


def test_other_threads_of_the_process_run_on() -> None:
    """A real thread with real locks, queues and sleeps works all through runs, deadlocks included."""
    stop, q, done = threading.Event(), queue.Queue(), []

    def real():
        while not stop.is_set():
            q.put(time.monotonic())
            time.sleep(0.0005)
            lock = threading.Lock()
            with lock:
                done.append(q.get() > 1e-9)

    thread = threading.Thread(target=real)
    thread.start()
    try:
        before = len(done)
        for _ in range(20):
            assert lab.simulate(lock_order, seed=1).outcome in ("deadlock", "finished")
            lab.simulate(three_stages)
        assert len(done) > before
    finally:
        stop.set()
        thread.join()
    assert all(done)


def test_the_callers_tracer_is_kept() -> None:
    """A debugger's or coverage's trace function is in place after a call, and sees none of the run."""
    seen = []

    def tracer(frame, event, arg):
        seen.append(frame.f_code.co_name)

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        lab.simulate(lost_update)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)
    assert "bump" not in seen


def test_random_and_context_come_back() -> None:
    """The caller's random state is untouched; its context variables are visible inside."""
    variable = contextvars.ContextVar("variable", default="unset")
    variable.set("caller")
    random.seed(5)
    expected = random.Random(5).random()
    assert lab.simulate(lambda: (variable.get(), random.random()), switch="sync").result[0] == "caller"
    assert random.random() == expected


def test_time_is_virtual_in_every_module_in_every_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """``from time import sleep`` costs nothing also where an earlier call had its program in that module."""
    inner, outer = types.ModuleType("lab_test_inner"), types.ModuleType("lab_test_outer")
    for module in (inner, outer):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    exec("from time import sleep\ndef program():\n    sleep(0.2)\n", vars(inner))
    exec("import lab_test_inner\ndef program():\n    lab_test_inner.program()\n", vars(outer))
    programs = [vars(module)["program"] for module in (outer, inner, outer)]
    assert [lab.simulate(program).elapsed for program in programs] == [0.2, 0.2, 0.2]


def test_the_lab_inside_the_lab_is_refused() -> None:
    """A program under the lab cannot start the lab; it is told so, and the run ends in order."""
    run = lab.simulate(lambda: lab.simulate(lost_update))
    assert run.outcome == "error"
    assert "inside a program" in str(run.error)


def test_a_check_may_use_the_lab() -> None:
    """Exercises simulate inside a check: calls of the lab may nest outside of programs."""
    found = lab.explore(lost_update, check=lambda run: lab.simulate(three_stages).result[0] == 200)
    assert found.failure is None


def test_a_loop_without_a_step_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """At sync grain a pure loop has no steps: after the real-time guard it is "endless", and ended."""
    monkeypatch.setattr(runner, "GUARD_SECONDS", 0.5)

    def program():
        n = 0
        while True:
            n += 1

    run = lab.simulate(program, switch="sync")
    assert (run.outcome == "endless" and "n += 1" in run.explain()) or "while True" in run.explain()


def test_unwinding_runs_finally_and_survives_swallowing() -> None:
    """A stuck thread's ``finally`` runs; one that swallows BaseException is ended all the same."""
    log = []

    def program():
        q = queue.Queue()

        def stubborn():
            while True:
                try:
                    q.get()
                except BaseException:
                    log.append("swallowed")

        def tidy():
            try:
                q.get()
            finally:
                log.append("finally")

        together(stubborn, tidy)

    for switch in ("sync", "line"):
        log.clear()
        assert lab.simulate(program, switch=switch).outcome == "deadlock"
        assert "finally" in log


def test_a_pool_that_nobody_closed_leaves_no_trace() -> None:
    """A forgotten executor ends with the run: no thread, nothing in the interpreter's exit hook."""
    import concurrent.futures.thread as module

    def program():
        pool = ThreadPoolExecutor(2)
        return pool.submit(lambda: 7).result()

    before = len(module._threads_queues)
    assert lab.simulate(program).result == 7
    assert len(module._threads_queues) == before


def test_results_are_not_kept_alive() -> None:
    """What a program made is let go with its Run."""

    class Thing:
        pass

    run = lab.simulate(Thing)
    reference = weakref.ref(run.result)
    del run
    assert reference() is None


def test_line_steps_can_be_watched_elsewhere() -> None:
    """``watch`` adds switch points in a function of another module: more steps, same result."""
    import textwrap

    run = lab.simulate(lambda: textwrap.dedent(" a"))
    watched = lab.simulate(lambda: textwrap.dedent(" a"), watch=textwrap.dedent)
    assert watched.result == run.result == "a"
    assert watched.steps > run.steps
    assert lab.simulate(lambda: textwrap.dedent(" a"), watch=textwrap).steps >= watched.steps


def test_a_pool_that_is_ended_logs_nothing(caplog) -> None:
    """A deadlock ends the pool's workers from inside; their log of what ended them is no news to anybody."""

    def program():
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: pool.submit(int).result()).result()

    assert lab.simulate(program).outcome == "deadlock"
    assert caplog.records == []


def test_a_pipeline_that_was_given_up_does_not_keep_the_interpreter_from_ending() -> None:
    """Its threads are gone with the run; at exit nobody waits for them."""
    done = run_python(
        """
from pipeline_core import PipelineManager, lab

def program():
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(str).run(range(9))

print(lab.simulate(program, max_steps=60).outcome)
""",
        preamble="",
    )
    assert (done.out, done.err) == ("endless\n", "")
