"""Stop and interrupt: every way out before the end wakes every thread and leaves none behind."""

import os
import signal
import statistics
import subprocess
import sys
import textwrap
import threading
import time
import warnings
from contextlib import ExitStack
from itertools import count

import pytest

from pipeline_core import BaseWorker, PipelineError, PipelineManager, PoolWorker, crew
from tests.core.helpers import (
    Breaks,
    Child,
    Counted,
    Gate,
    InThread,
    fail_at,
    failure_of,
    identity,
    queues_full,
    run_python,
    thread_names,
    wait_until,
    wait_until_still,
)

# --- Stop: from anywhere, at any moment, idempotent; it wakes every thread and leaves none behind


def full_pipeline(manager, source=None):
    """Start a pipeline of all kinds of stages that nobody takes results from, and wait until it is full."""
    manager.add_worker(identity, "one").add_worker(identity, "three", workers=3)
    manager.add_worker(PoolWorker.of(identity), "pool", worker_args={"num_sub_workers": 2})
    manager.add_worker(identity, "last", workers=2, ordered=False)
    manager.start(count() if source is None else source)
    queues_full(manager)


def test_stop_with_every_queue_full_leaves_no_thread():
    """Producers blocked on every queue are woken, without anybody taking a result."""
    before = thread_names()
    with PipelineManager(maxsize=2) as manager:
        full_pipeline(manager)
        assert thread_names() > before
        manager.stop()
        wait_until(lambda: thread_names() == before, "all threads of the pipeline are gone")
    assert manager.state == "stopped"


def test_stop_of_a_starved_pipeline_leaves_no_thread_but_the_source_in_user_code():
    """Consumers blocked on empty queues are woken; the source's thread leaves after its current next()."""
    before, more = thread_names(), threading.Event()

    def source():
        yield 0
        assert more.wait(10)
        yield 1

    with PipelineManager() as manager:
        manager.add_worker(identity, workers=3).add_worker(PoolWorker.of(identity)).add_worker(identity)
        manager.start(source())
        results = manager.results()
        assert next(results) == 0
        manager.stop()
        wait_until(lambda: len(thread_names() - before) == 1, "only the source's thread is left")
        more.set()
        assert list(results) == []


def test_everyone_but_the_one_in_user_code_leaves_at_once():
    """All threads end after their current process_item; a held one holds nobody else."""
    before = thread_names()
    with PipelineManager(maxsize=1) as manager, Gate(0) as gate:
        manager.add_worker(identity, "first").add_worker(gate, "held").add_worker(identity, "last")
        manager.start(count())
        gate.await_arrival(0)
        manager.stop()
        wait_until(lambda: thread_names() - before == {"held/1"}, "only the held worker is left")
        gate.release()
        wait_until(lambda: thread_names() == before, "it leaves after its item")


def test_stopping_polls_nothing():
    """Full to gone takes about what starting and joining as many threads takes: no poll is waited out.

    The first implementation took 10 s here. Medians of one run are compared; a poll every 0.1 s would
    cost some hundred times the threads themselves.
    """

    def stop_time():
        with PipelineManager(maxsize=2) as manager:
            full_pipeline(manager)
            begun = time.perf_counter()
            manager.stop()
            manager.wait_for_completion()
            return time.perf_counter() - begun

    def thread_time():
        begun = time.perf_counter()
        threads = [threading.Thread(target=int) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begun

    times = [(stop_time(), thread_time()) for _ in range(15)]
    stopping, threads = (statistics.median(each) for each in zip(*times, strict=True))
    assert stopping < 20 * threads + 0.005


def test_three_items_wait_for_no_poll():
    """Three no-op items through three stages cost about what four threads cost; they took 0.54 s once."""

    def pipeline_time():
        with PipelineManager() as manager:
            manager.add_worker(identity).add_worker(identity).add_worker(PoolWorker.of(identity))
            begun = time.perf_counter()
            assert manager.run([1, 2, 3]) == [1, 2, 3]
            return time.perf_counter() - begun

    def thread_time():
        begun = time.perf_counter()
        for _ in range(8):
            thread = threading.Thread(target=int)
            thread.start()
            thread.join()
        return time.perf_counter() - begun

    times = [(pipeline_time(), thread_time()) for _ in range(15)]
    piping, threads = (statistics.median(each) for each in zip(*times, strict=True))
    assert piping < 20 * threads + 0.005


def test_stop_before_start_is_remembered():
    """Nothing is pulled, nothing is built in vain that lasts, and waiting returns at once with nothing."""
    source = Counted(count())
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.stop()
        manager.start(source)
        assert manager.wait_for_completion() == []
    assert source.pulled == 0
    assert manager.state == "stopped"


def test_stop_before_start_calls_no_producer():
    """The same for a producer function."""
    called = []
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.stop()
        assert manager.run(lambda queue, stop_event: called.append(queue)) == []
    assert called == []


def test_stopped_before_its_first_item_a_stage_ends_like_any_other():
    """The first implementation died of an unbound variable here."""
    more = threading.Event()
    with PipelineManager() as manager:
        manager.add_worker(identity, workers=2).add_worker(PoolWorker.of(identity)).add_worker(identity)
        manager.start(value for value in iter(lambda: more.wait(10), None) if value)
        manager.stop()
        more.set()
        assert manager.wait_for_completion() == []
    assert manager.failures == []


def test_stop_is_idempotent():
    """Before, during and after: the second and the tenth call change nothing."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(count())
        for _ in range(10):
            manager.stop()
        results = manager.wait_for_completion()
        for _ in range(10):
            manager.stop()
        assert results == list(range(len(results)))
    assert manager.state == "stopped"


def test_stop_after_the_end_changes_nothing():
    """A finished pipeline stays finished."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        assert manager.run([1]) == [1]
        manager.stop()
        assert manager.state == "finished"


@pytest.mark.parametrize("waiting", ["wait_for_completion", "results"])
def test_stop_from_another_thread_ends_the_wait(waiting):
    """What came out so far is returned; nobody waits for the rest."""
    reached = threading.Event()

    def stage(item):
        if item == 5:
            reached.set()
            manager.stop_event.wait(10)
        return item

    with PipelineManager() as manager:
        manager.add_worker(stage)
        manager.start(count())
        stopping = InThread(lambda: (reached.wait(10), manager.stop()))
        results = list(manager.results()) if waiting == "results" else manager.wait_for_completion()
        stopping.result()
    assert results[:5] == [0, 1, 2, 3, 4]
    assert len(results) <= 6


@pytest.mark.parametrize("place", ["process_item", "setup", "teardown", "source", "pool"])
def test_stop_may_come_from_inside(place):
    """From a worker, its setup or teardown, the source, or a sub-task: no thread waits for itself."""

    def stop_at(where, item=None):
        if where == place:
            manager.stop()
        return item

    class Worker(BaseWorker):
        setup = teardown = lambda self: None

        def process_item(self, item):
            return stop_at("process_item", item) if item == 3 else item

    Worker.setup = lambda self: stop_at("setup")
    Worker.teardown = lambda self: stop_at("teardown")

    def source():
        for item in range(1_000 if place != "teardown" else 5):
            yield stop_at("source", item) if item == 3 else item

    with PipelineManager(maxsize=2) as manager:
        manager.add_worker(Worker, workers=2)
        manager.add_worker(PoolWorker.of(lambda item: stop_at("pool", item) if item == 3 else item))
        results = manager.run(source())
    assert results == list(range(len(results)))
    assert len(results) < 1_000
    assert manager.failures == []


def test_stop_from_many_threads_at_once():
    """Eight threads at a barrier, every queue full: all calls return, and no thread is left."""
    sys.setswitchinterval(1e-5)
    for _ in range(10):
        barrier = threading.Barrier(8)
        with PipelineManager(maxsize=1) as manager:
            full_pipeline(manager)
            for one in [InThread(lambda b=barrier, m=manager: (b.wait(10), m.stop())) for _ in range(8)]:
                one.result()
            results = manager.wait_for_completion()
            assert results == sorted(results)


def test_stop_while_the_end_is_being_passed_on():
    """The sentinel meets a full queue whose consumer has gone: that put is woken like any other."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity).add_worker(identity)
        manager.start(range(5))
        wait_until(lambda: manager.stats()[0].items_out == 3, "what fits is inside")
        queues_full(manager)
        manager.stop()
        assert manager.wait_for_completion()[:1] == [0]


def test_stop_closes_the_sources_generator_in_its_own_thread():
    """Its ``finally`` runs after the current next(), where the generator ran."""
    source = Counted(count())
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(source)
        queues_full(manager)
        assert source.closed_in is None
        manager.stop()
        manager.wait_for_completion()
    assert source.closed_in == "source"


def test_setting_the_stop_event_itself_is_a_stop():
    """``stop_event`` is the one shared event of ORIGIN: whoever sets it stops the pipeline."""
    with PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(count())
        queues_full(manager)
        manager.stop_event.set()
        results = manager.wait_for_completion()
    assert results == list(range(len(results)))
    assert manager.state == "stopped"


def test_results_that_came_out_before_the_stop_are_not_lost():
    """Everything that left the last stage is returned, taken or not."""
    with PipelineManager(maxsize=5) as manager, Gate(3) as gate:
        manager.add_worker(gate)
        manager.start(count())
        gate.await_arrival(3)
        manager.stop()
        gate.release()
        assert manager.wait_for_completion()[:3] == [0, 1, 2]


# --- Exits and leaving: SystemExit and KeyboardInterrupt in a worker, failures told on leaving ``with``


EXITS = pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt])


@EXITS
@pytest.mark.parametrize("place", ["constructor", "setup", "process_item", "teardown", "pool", "source"])
@pytest.mark.parametrize("policy", ["raise", "skip"])
def test_an_exit_in_a_worker_is_raised_again_as_itself(kind, place, policy):
    """sys.exit() in a worker means what it says, and on_error does not apply to it."""

    def leave(item):
        raise kind("pool")

    def source():
        yield 1
        raise kind("source")

    with PipelineManager() as manager:
        if place == "pool":
            manager.add_worker(PoolWorker.of(leave), on_error=policy)
        else:
            manager.add_worker(Breaks, on_error=policy, worker_args={"phase": place, "error": kind})
        with pytest.raises(kind) as caught:
            manager.run(source() if place == "source" else [1])
    assert caught.value.args == (place,)
    assert caught.value.__cause__ is None
    assert manager.state == "failed"


@EXITS
def test_an_exit_is_raised_from_the_pipeline_error_if_there_is_one(kind):
    """Neither hides the other."""

    class Leaves(BaseWorker):
        def process_item(self, item):
            ready.set()
            assert self.stop_event.wait(10)
            raise kind(3)

    def first(item):
        if item == 1:
            assert ready.wait(10)
            raise ValueError("first")
        return item

    ready = threading.Event()
    with PipelineManager() as manager:
        manager.add_worker(first).add_worker(Leaves)
        with pytest.raises(kind) as caught:
            manager.run([0, 1])
    assert caught.value.args == (3,)
    assert isinstance(caught.value.__cause__, PipelineError)
    assert [type(error) for error in caught.value.__cause__.exceptions] == [ValueError]


def test_leaving_with_raises_a_failure_that_was_never_delivered():
    """Also one that comes up only while the threads are being stopped."""
    with pytest.raises(PipelineError) as caught, PipelineManager(maxsize=1) as manager:
        manager.add_worker(Breaks, worker_args={"phase": "teardown"})
        manager.start(count())
    assert str(caught.value.exceptions[0]) == "teardown"


def test_leaving_with_does_not_raise_again_what_was_delivered():
    """Once caught inside the body, a failure has been told."""
    with PipelineManager() as manager:
        manager.add_worker(fail_at(0))
        failure_of(manager.run, [0])


def test_if_the_body_raised_something_else_that_gets_a_note():
    """The body's own exception goes on, and says that the pipeline had failed as well."""
    with pytest.raises(LookupError) as caught, PipelineManager(name="thumbnails") as manager:
        manager.add_worker(fail_at(0))
        manager.start([0])
        assert manager.stop_event.wait(10)
        raise LookupError("the body's own")
    (note,) = caught.value.__notes__
    assert "thumbnails" in note
    assert "bad item 0" in note


def test_the_bodys_exception_gets_no_note_when_there_is_nothing_to_tell():
    """No failure, no note; and a PipelineError that passes through the body is not annotated with itself."""
    with pytest.raises(LookupError) as caught, PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start([0])
        raise LookupError("the body's own")
    assert not hasattr(caught.value, "__notes__")
    with pytest.raises(PipelineError) as caught, PipelineManager() as manager:
        manager.add_worker(fail_at(0))
        manager.run([0])
    assert not hasattr(caught.value, "__notes__")


@EXITS
def test_an_exit_is_not_lost_when_the_teardown_fails_as_well(kind):
    """Both are told: the exit, from a PipelineError that holds the teardown's exception."""

    class Twice(BaseWorker):
        def process_item(self, item):
            raise kind("work")

        def teardown(self):
            raise ValueError("teardown")

    with PipelineManager() as manager:
        manager.add_worker(Twice)
        with pytest.raises(kind) as caught:
            manager.run([1])
    assert caught.value.args == ("work",)
    assert [str(error) for error in caught.value.__cause__.exceptions] == ["teardown"]


def test_an_items_failure_is_not_lost_when_the_teardown_fails_as_well():
    """The group holds both."""

    class Twice(BaseWorker):
        def process_item(self, item):
            raise ValueError("work")

        def teardown(self):
            raise ValueError("teardown")

    with PipelineManager() as manager:
        manager.add_worker(Twice)
        error = failure_of(manager.run, [1])
    assert [str(one) for one in error.exceptions] == ["work", "teardown"]


def test_a_generator_that_fails_while_it_is_closed_is_reported():
    """Its ``finally`` is user code like any other."""

    def source():
        try:
            yield from count()
        finally:
            raise OSError("while closing")

    with pytest.raises(PipelineError) as caught, PipelineManager(maxsize=1) as manager:
        manager.add_worker(identity)
        manager.start(source())
        for _ in manager.results():
            break
    assert [str(error) for error in caught.value.exceptions] == ["while closing"]
    assert caught.value.failures[0].stage == "source"


def test_leaving_with_before_anyone_asked_for_results_is_told():
    """A ``with`` that knows executors expects it to wait; what it gets instead is a warning, and the cure."""
    with (
        pytest.warns(RuntimeWarning, match=r"call wait_for_completion\(\) inside"),
        PipelineManager() as manager,
    ):
        manager.add_worker(identity).start(count())
    assert manager.state == "stopped"


def test_leaving_with_after_stop_or_after_asking_is_told_nothing():
    """Whoever stopped it, or took some results, knew what they did; warnings are errors here."""
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(count())
        manager.stop()
    with PipelineManager() as manager:
        manager.add_worker(identity)
        manager.start(count())
        assert next(manager.results()) == 0


# --- Idle: whoever waits uses no CPU, and nobody looks again and again


def switches():
    """How often this process has gone to sleep so far; a poll goes to sleep each time it looks."""
    if os.name != "posix":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_nvcsw


def while_another_process_lives():
    """Return (CPU time, wall time, switches) of this process while it waits for another one to end."""
    other = subprocess.Popen([sys.executable, "-c", "import json, time; time.sleep(0.5)"])
    before = time.process_time(), time.perf_counter(), switches()
    other.wait()
    after = time.process_time(), time.perf_counter(), switches()
    return [late - early for early, late in zip(before, after, strict=True)]


def still(manager):
    wait_until_still(lambda: [(stats.items_in, stats.items_out, stats.depth) for stats in manager.stats()])


def starved(manager, go):
    """All wait for an item, the source itself in user code."""

    def source():
        yield 1
        assert go.wait(30)

    manager.start(source())
    wait_until(lambda: manager.stats()[-1].items_out == 1, "the one item is through")


def blocked(manager, go):
    """All wait for room; nobody takes results."""
    manager.start(iter(int, 1))
    queues_full(manager)


@pytest.mark.parametrize("state", [starved, blocked])
def test_a_waiting_pipeline_uses_no_cpu(state):
    """Twenty threads wait through half a second: ten polls a second would show as a hundred wake-ups."""
    go = threading.Event()
    with PipelineManager(maxsize=1) as manager:
        for _ in range(3):
            manager.add_worker(identity, workers=4).add_worker(PoolWorker.of(identity))
        state(manager, go)
        still(manager)
        cpu, wall, slept = while_another_process_lives()
        manager.stop()
        go.set()
    assert cpu < 0.1 * wall
    assert slept < 20


def test_a_slow_head_makes_nobody_spin():
    """Pools and ordered stages wait for their heads, full lines behind them: five of each."""
    with ExitStack() as stack:
        managers = [stack.enter_context(PipelineManager(maxsize=1)) for _ in range(10)]
        gates = [stack.enter_context(Gate(0)) for _ in managers]
        for number, (manager, gate) in enumerate(zip(managers, gates, strict=True)):
            pooled = {"worker": PoolWorker.of(gate), "worker_args": {"num_sub_workers": 4}}
            manager.add_worker(**(pooled if number % 2 else {"worker": gate, "workers": 4}))
            manager.start(range(100))
        for manager, gate in zip(managers, gates, strict=True):
            gate.await_arrival(0)
            still(manager)
        cpu, wall, slept = while_another_process_lives()
        for manager, gate in zip(managers, gates, strict=True):
            gate.release()
            assert manager.wait_for_completion() == list(range(100))
    assert cpu < 0.1 * wall
    assert slept < 20


# --- Ctrl-C, forgotten pipelines and the end of the interpreter: real processes and real signals


posix = pytest.mark.skipif(os.name != "posix", reason="SIGINT cannot be sent to one process elsewhere")

# A pipeline that is busy for ever, and says "ready" from inside the wait that is to be interrupted. Its
# worker waits for the stop event, as long work should.
BUSY = """
class Busy(BaseWorker):
    def process_item(self, item):
        if item == 3:
            if where == "wait":
                when_main_waits_inside_the_library()
                say("ready")
            self.stop_event.wait()
        return item

def tell(manager):
    say("interrupted", manager.state, threading.active_count())

manager = PipelineManager(maxsize=2)
manager.add_worker(Busy).add_worker(lambda item: item, workers=2)
"""


WAITS = [
    "manager.run(itertools.count())",
    "manager.start(itertools.count())\nmanager.wait_for_completion()",
    "manager.start(itertools.count())\nmanager.wait_for_completion(timeout=60)",
]
LOOP = "manager.start(itertools.count())\nfor result in manager.results():\n"


@posix
@pytest.mark.parametrize(
    ("where", "with_block", "body"),
    [
        *(("wait", with_block, wait) for with_block in (True, False) for wait in WAITS),
        ("wait", False, LOOP + "    pass"),  # inside next(): the generator ends the pipeline
        ("body", True, LOOP + '    say("ready")\n    threading.Event().wait()'),  # the consumer's own code
    ],
)
def test_ctrl_c_wherever_the_caller_is_stops_and_joins(where, with_block, body):
    """KeyboardInterrupt reaches the caller when no thread of the pipeline is left."""
    code = f"""
where = {where!r}
{BUSY}
try:
    {"with manager:" if with_block else "if True:"}
{textwrap.indent(body, " " * 8)}
except KeyboardInterrupt:
    tell(manager)
"""
    with Child(code) as child:
        child.hears("ready")
        child.press_ctrl_c()
        child.hears("interrupted stopped 1")
        ended = child.ends()
        assert (ended.code, ended.err) == (0, "")


@posix
def test_ctrl_c_uncaught_ends_the_program_as_always():
    """Nothing of the pipeline stands between the user and the shell."""
    code = f"""
where = "wait"
{BUSY}
with manager:
    manager.run(itertools.count())
"""
    with Child(code) as child:
        child.hears("ready")
        child.press_ctrl_c()
        ended = child.ends()
        assert ended.code == -signal.SIGINT
        assert ended.err.strip().endswith("KeyboardInterrupt")


@posix
@pytest.mark.parametrize("with_block", [True, False])
def test_a_second_ctrl_c_leaves_at_once_though_a_worker_is_stuck(with_block):
    """The first waits for user code that never returns; the second gives up on it, and so does the exit."""
    code = f"""
def stuck(item):
    when_main_waits_inside_the_library()
    say("ready")
    threading.Event().wait()

def say_when_joining():
    manager.stop_event.wait()
    when_main_waits_inside_the_library()
    say("joining")

manager = PipelineManager()
manager.add_worker(stuck)
threading.Thread(target=say_when_joining, daemon=True).start()
try:
    {"with manager:" if with_block else "if True:"}
        manager.run([1])
except KeyboardInterrupt:
    say("left", manager.state)
"""
    with Child(code) as child:
        child.hears("ready")
        child.press_ctrl_c()
        child.hears("joining")
        child.press_ctrl_c()
        child.hears("left stopped")
        assert child.ends().code == 0


@posix
def test_ctrl_c_closes_the_bar_and_keeps_what_came_out():
    """What was done before the interrupt can still be asked for."""
    code = f"""
where = "wait"
{BUSY.replace("maxsize=2", "maxsize=2, progress=True")}
manager.start(itertools.count())
try:
    manager.wait_for_completion()
except KeyboardInterrupt:
    say(manager.wait_for_completion()[:3], manager.pbar.disable)
"""
    with Child(code) as child:
        child.hears("ready")
        child.press_ctrl_c()
        child.hears("[0, 1, 2] True")
        assert child.ends().code == 0


@pytest.mark.parametrize("waits_for", ["room", "an item", "stop"])
def test_a_forgotten_pipeline_does_not_keep_the_interpreter(waits_for):
    """Neither ``with`` nor waiting: at exit it is stopped and joined, and the program ends in silence."""
    source = {"room": "itertools.count()", "an item": "forever()", "stop": "forever()"}[waits_for]
    done = run_python(f"""
def forever():
    yield 1
    manager.stop_event.wait()
class Patient(BaseWorker):
    def process_item(self, item):
        if {waits_for == "stop"}:
            self.stop_event.wait()
        return item
    def teardown(self):
        say("torn down")
manager = PipelineManager(maxsize=1)
manager.add_worker(Patient).add_worker(PoolWorker.of(str))
manager.start({source})
while not manager.workers:  # until its thread has built it
    threading.Event().wait(0.001)
say("end of program")
""")
    assert (done.code, done.err) == (0, "")
    assert done.out.split("\n") == ["end of program", "torn down", ""]


def test_a_forgotten_pipeline_that_fails_does_not_keep_the_interpreter():
    """Also when something goes wrong in it at the end."""
    done = run_python("""
class Breaks(BaseWorker):
    def process_item(self, item):
        return item
    def teardown(self):
        raise ValueError("at the end")
manager = PipelineManager(maxsize=1)
manager.add_worker(Breaks)
manager.start(itertools.count())
""")
    assert (done.code, done.out) == (0, "")


# Counts how often threads wait, until the main one has done so three times or half a second is over.
SLICES = """
import pipeline_core.pipeline_manager
WAITS = ("SimpleQueue.get", "lock.acquire")
waits = {"main": 0, "others": 0}
enough = threading.Event()
def profile(who, frame, event, arg):
    inside = "pipeline_core" in frame.f_code.co_filename
    if event == "c_call" and inside and getattr(arg, "__qualname__", "") in WAITS:
        waits[who] += 1
        if waits["main"] >= 3:
            enough.set()
def stage(item):
    if item == 0:
        enough.wait(20 if sliced else 0.5)
    return item
sliced = sys.platform == "win32" and sys.version_info < (3, 14)
with PipelineManager() as manager:
    manager.add_worker(stage)
    threading.setprofile(lambda *event: profile("others", *event))
    sys.setprofile(lambda *event: profile("main", *event))
    results = manager.run(range(3))
    sys.setprofile(None)
    threading.setprofile(None)
assert results == [0, 1, 2]
assert enough.is_set() == sliced, waits
say(sliced)
"""


def test_on_windows_before_3_14_only_the_main_thread_waits_in_slices():
    """Where a wait for a lock is deaf to Ctrl-C (cpython 125541), the main thread looks up again and again.

    The library is told that it is on Windows; no other thread polls, and the results are the same.
    """
    pretend = "import sys, queue, threading, concurrent.futures, subprocess\nsys.platform = 'win32'\n"
    preamble = "from pipeline_core import *\ndef say(*words): print(*words, flush=True)\n"
    windows = run_python(SLICES, preamble=pretend + preamble)
    import sys

    assert (windows.out, windows.err) == (f"{sys.version_info < (3, 14)}\n", "")
    if sys.platform != "win32":
        here = run_python(SLICES, preamble="import sys, threading\n" + preamble)
        assert (here.out, here.err) == ("False\n", "")


# --- User code that does not return: who waits for it is told whose it is, and may give it up


class Stuck:
    """A stage that returns when it is released, and says nothing."""

    def __init__(self):
        self.arrived = threading.Event()
        self.go = threading.Event()

    def __call__(self, item):
        self.arrived.set()
        assert self.go.wait(30)  # the line that is named
        return item


def releases(stuck, seen):
    """Make a ``warnings.showwarning`` that lets the stuck stage go, and keeps what is said."""

    def showwarning(message, category, filename, *_):
        seen.append((category, str(message), filename))
        stuck.go.set()

    return showwarning


def test_a_thread_stuck_in_user_code_is_named_with_its_line_after_five_seconds(monkeypatch):
    """Joining waits for user code, and says for whose: the one test that lets the five seconds pass."""
    before, stuck, seen = thread_names(), Stuck(), []
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        monkeypatch.setattr(warnings, "showwarning", releases(stuck, seen))
        with PipelineManager(name="thumbnails") as manager:
            manager.add_worker(identity, "quick").add_worker(stuck, "stuck")
            manager.start([1])
            assert stuck.arrived.wait(10)
            manager.stop()
    ((category, said, filename),) = seen
    assert category is RuntimeWarning
    assert all(words in said for words in ("thumbnails", "stuck/1", "self.go.wait(30)", "Ctrl-C")), said
    assert "quick/1" not in said
    assert filename == __file__
    assert thread_names() == before


def test_the_warning_made_an_error_does_not_end_the_wait(monkeypatch):
    """``-W error`` must not leave threads behind: it is raised once they have gone."""
    monkeypatch.setattr(crew, "PATIENCE", 0.05)
    before, stuck = thread_names(), Stuck()
    with PipelineManager() as manager:
        manager.add_worker(stuck)
        manager.start([1])
        assert stuck.arrived.wait(10)
        told = threading.Event()
        warn = warnings.warn
        monkeypatch.setattr(warnings, "warn", lambda *args, **more: (told.set(), warn(*args, **more)))
        release = InThread(lambda: (told.wait(10), stuck.go.set()))
        with pytest.raises(RuntimeWarning, match="does not return"):
            manager.close()
        release.result()
        wait_until(lambda: thread_names() == before, "no thread is left")


def test_close_waits_no_longer_than_it_is_told_and_names_what_stays_behind():
    """After that neither ``with`` nor anything else waits for it."""
    before, stuck = thread_names(), Stuck()
    with PipelineManager(name="thumbnails") as manager:
        manager.add_worker(identity, "quick").add_worker(stuck, "stuck")
        manager.start([1])
        assert stuck.arrived.wait(10)
        with pytest.raises(TimeoutError) as told:
            manager.close(timeout=0.05)
        assert all(w in str(told.value) for w in ("thumbnails", "stuck/1", "self.go.wait(30)")), told.value
        assert "quick/1" not in str(told.value)
        manager.close()  # the second time there is nothing to wait for
    assert thread_names() - before == {"stuck/1"}
    stuck.go.set()
    wait_until(lambda: thread_names() == before, "it leaves when it can")


def test_close_joins_whatever_leaves_in_time():
    """Before the start, after the end and in between; the bar is closed as well."""
    before = thread_names()
    unused = PipelineManager()
    unused.close()
    assert unused.state == "stopped"
    manager = PipelineManager(maxsize=2)
    full_pipeline(manager)
    manager.close(timeout=10)
    assert thread_names() == before
    assert manager.state == "stopped"
    manager.close(0)
    results = manager.wait_for_completion()
    assert results == list(range(len(results)))


def test_close_in_a_worker_is_refused():
    """It would wait for itself."""
    with PipelineManager() as manager:
        manager.add_worker(lambda item: manager.close())
        error = failure_of(manager.run, [1])
    assert "close() in a thread of pipeline" in str(error.exceptions[0])


# A stage whose item takes a second, and someone who presses Ctrl-C as soon as the main thread joins.
PRESSED_WHILE_JOINING = """
done = []
release = threading.Event()
def slow(item):
    release.wait()
    done.append(item)
    return item
def press():
    when_main_waits_inside_the_library()
    for _ in range(PRESSES):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        while not manager._crew.interrupted:
            threading.Event().wait(0.001)
    release.set()
manager = PipelineManager()
manager.add_worker(slow)
manager.start([1])
"""


@posix
@pytest.mark.parametrize(
    "leave",
    ["with manager: manager.stop()", "manager.close()", "manager.stop(), manager.wait_for_completion()"],
)
def test_ctrl_c_while_joining_is_raised_when_user_code_has_ended(leave):
    """The first one is kept: else ``with`` would be left while a worker still writes its file."""
    done = run_python(f"""PRESSES = 1
{PRESSED_WHILE_JOINING}
threading.Thread(target=press).start()
try:
    {leave}
except KeyboardInterrupt:
    say("interrupted", done)
""")
    assert (done.code, done.out, done.err) == (0, "interrupted [1]\n", "")


@posix
def test_a_second_ctrl_c_while_joining_leaves_at_once():
    """Nobody can be held by user code that never returns."""
    done = run_python(f"""PRESSES = 2
{PRESSED_WHILE_JOINING.replace("release.set()", "")}
threading.Thread(target=press, daemon=True).start()
try:
    with manager:
        manager.stop()
except KeyboardInterrupt:
    say("interrupted", done)
""")
    assert (done.code, done.out, done.err) == (0, "interrupted []\n", "")


@posix
@pytest.mark.parametrize("handler", ["default_int_handler", "lambda *_: sys.exit(3)"])
@pytest.mark.parametrize("body", ["pass", "raise ValueError"])
def test_ctrl_c_while_a_loop_over_results_is_left_is_raised_at_the_end_of_with(handler, body):
    """The iterator is freed then, and what is raised while something is freed Python prints and forgets."""
    done = run_python(f"""
def slow(item):
    if item:
        release.wait(20)
    return item
def press():
    when_main_waits_inside_the_library()
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    while not manager._crew.interrupted:
        threading.Event().wait(0.001)
    release.set()
handler = signal.default_int_handler if {handler!r} == "default_int_handler" else {handler}
signal.signal(signal.SIGINT, handler)
release = threading.Event()
try:
    with PipelineManager() as manager:
        manager.add_worker(slow).start([0, 1])
        for result in manager.results():
            threading.Thread(target=press).start()
            break
        say("left", manager.view().thread_ids)
        {body}
except (KeyboardInterrupt, SystemExit) as error:
    say(type(error).__name__, type(error.__cause__).__name__)
""")
    kind = "KeyboardInterrupt" if handler == "default_int_handler" else "SystemExit"
    cause = "NoneType" if body == "pass" else "ValueError"
    assert (done.code, done.out, done.err) == (0, f"left {{}}\n{kind} {cause}\n", "")


@posix
def test_ctrl_c_in_a_wait_has_one_traceback():
    """How the wait began, by finding a queue empty, is none of the reader's business."""
    done = run_python("""
def press():
    when_main_waits_inside_the_library()
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
threading.Thread(target=press).start()
with PipelineManager() as manager:
    manager.add_worker(lambda item: manager.stop_event.wait(20)).run([1])
""")
    assert done.err.count("Traceback (most recent call last)") == 1
    assert done.err.strip().endswith("KeyboardInterrupt")


@posix
def test_after_a_ctrl_c_at_any_moment_no_thread_is_left():
    """One a run, at a hundred moments from its start to its end."""
    done = run_python("""
def identity(item):
    busy.add(item)
    busy.discard(item)
    return item
def press(seconds):
    go.get()
    threading.Event().wait(seconds)
    signal.raise_signal(signal.SIGINT)
busy = set()
go = queue.SimpleQueue()
for number in range(100):
    try:
        presser = threading.Thread(target=press, args=[number / 20_000])
        presser.start()
        with PipelineManager(maxsize=1) as manager:
            manager.add_worker(identity, workers=2).add_worker(identity)
            go.put(None)
            manager.run(itertools.count())
    except KeyboardInterrupt:
        # One that Ctrl-C kept from being started at all stays in Python's list; it has no ident.
        left = {thread for thread in threading.enumerate() if thread is not presser and thread.ident}
        assert left == {threading.main_thread()}, (number, left)
        assert not busy
    presser.join()
say("ended")
""")
    assert (done.code, done.out, done.err) == (0, "ended\n", "")


@pytest.mark.parametrize("both", [True, False])
def test_two_pipelines_that_feed_each_other_end_with_a_stop(both):
    """Each one's source waits for the other's results, and would wait for its end for ever."""
    before = thread_names()
    first, second = PipelineManager(name="first"), PipelineManager(name="second")
    started = threading.Event()

    def fed_by(other, *items):
        yield from items
        assert started.wait(10)
        yield from other.results()

    first.add_worker(identity).start(fed_by(second, 1))
    second.add_worker(identity).start(fed_by(first))
    started.set()
    wait_until(lambda: first.stats()[0].items_in > 10, "the item goes round")
    first.stop()
    if both:
        second.stop()
    wait_until(lambda: thread_names() == before, "all threads of both are gone")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("ends", ["sys.exit()", "list(results)", "manager.wait_for_completion()", "pass"])
def test_the_child_of_a_fork_in_a_run_can_end(ends):
    """The threads have stayed in the parent; in the child nobody waits for them."""
    done = run_python(
        f"""
import itertools, os, signal, sys, warnings
from pipeline_core import *
warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of a fork with threads
with PipelineManager(maxsize=2) as manager:
    manager.add_worker(str, workers=2).start(itertools.count())
    results = manager.results()
    next(results)
    child = os.fork()
    if not child:
        signal.alarm(15)  # ends it if it hangs
        {ends}
        assert manager.state == "stopped"
if child:
    print(os.waitpid(child, 0)[1])
""",
        preamble="",
    )
    assert (done.code, done.out, done.err) == (0, "0\n", "")


# --- A signal handler runs in between two steps of the main thread, whatever that is about to do


# Calls something again and again, each time with an interruption before another of its bytecodes.
AT_EVERY_STEP = """
def at_every_step(call, interruption, stride=1):
    for step in itertools.count(1, stride):
        seen = 0
        def trace(frame, event, arg):
            nonlocal seen
            frame.f_trace_opcodes = True
            if event == "opcode":
                seen += 1
                if seen == step:
                    interruption()  # as a handler does: in this thread, with all locks held that it holds
            return trace
        begin()
        sys._getframe().f_trace_opcodes = True  # before settrace, or Python 3.12 sends no such events
        sys.settrace(trace)
        try:
            call()
        finally:
            sys.settrace(None)
        if seen < step:
            return step > 10 * stride
"""


@pytest.mark.parametrize("call", ["set()", "wait()", "wait(timeout=30)"])
def test_the_stop_event_may_be_set_by_a_handler_that_interrupts_itself(call):
    """``Event`` has a lock: whoever sets it from a handler, inside that lock, would wait for itself."""
    done = run_python(f"""{AT_EVERY_STEP}
def begin():
    global event, waiter
    event = StopEvent()
    waiter = threading.Thread(target=event.wait)
    waiter.start()
    # the last call of all is not interrupted, and would wait for ever
    threading.Timer(0 if {call == "set()"} else 0.02, event.set).start()
def call():
    event.{call}
    waiter.join()
    assert event.is_set()
say(at_every_step(call, lambda: event.set()))
""")
    assert (done.code, done.out, done.err) == (0, "True\n", "")


def test_stop_may_come_from_a_handler_at_any_moment_of_a_run():
    """The handler interrupts start, the wait for results, the join: the run ends, and no thread is left."""
    done = run_python(f"""{AT_EVERY_STEP}
def begin():
    global manager
    manager = PipelineManager(maxsize=1)
    manager.add_worker(str, workers=2).add_worker(int)
def call():
    results = manager.run(range(5))
    assert results == list(range(len(results))), results
    assert threading.active_count() == 1, threading.enumerate()
say(at_every_step(call, lambda: manager.stop(), stride=61))
""")
    assert (done.code, done.out, done.err) == (0, "True\n", "")
