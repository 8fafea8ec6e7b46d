"""Ctrl-C, forgotten pipelines and the end of the interpreter: real processes and real signals."""

import logging
import os
import signal
import threading

import pytest

from pipeline_core import PipelineManager
from tests.core.helpers import Child, Gate, identity, run_python, thread_names, wait_until

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


@posix
@pytest.mark.parametrize("with_block", [True, False])
@pytest.mark.parametrize(
    "wait", ["wait_for_completion()", "run(itertools.count())", "wait_for_completion(timeout=60)"]
)
def test_ctrl_c_while_waiting_stops_and_joins(with_block, wait):
    """KeyboardInterrupt reaches the caller when no thread of the pipeline is left."""
    start = "" if wait.startswith("run") else "manager.start(itertools.count())"
    body = f"{start}\n        manager.{wait}" if start else f"manager.{wait}"
    block = "with manager:" if with_block else "if True:"
    code = f"""
where = "wait"
{BUSY}
try:
    {block}
        {body}
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
def test_ctrl_c_while_results_waits_stops_and_joins():
    """Inside next(): the generator ends the pipeline before the exception leaves it."""
    code = f"""
where = "wait"
{BUSY}
manager.start(itertools.count())
try:
    for result in manager.results():
        pass
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
def test_ctrl_c_in_the_body_of_the_loop_stops_and_joins():
    """The interrupt hits the consumer's own code; leaving ``with`` ends the pipeline."""
    code = f"""
where = "body"
{BUSY}
try:
    with manager:
        manager.start(itertools.count())
        for result in manager.results():
            say("ready")
            threading.Event().wait()
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


@pytest.mark.filterwarnings("ignore:.*nobody asked for its results:RuntimeWarning")
def test_a_thread_stuck_in_user_code_is_named_in_the_log_after_five_seconds(caplog):
    """Joining waits for user code, and says for whose: the one test that lets the five seconds pass."""
    before, names = thread_names(), []

    class Release(logging.Handler):
        def emit(self, record):
            names.append(record.getMessage())
            gate.release()

    handler = Release(logging.WARNING)
    logging.getLogger("pipeline_core").addHandler(handler)
    told = pytest.warns(RuntimeWarning, match="nobody asked")
    with told, PipelineManager(name="thumbnails") as manager:
        gate = Gate(1)
        manager.add_worker(identity, "quick").add_worker(gate, "stuck")
        manager.start([1])
        gate.await_arrival(1)
    (said,) = names
    assert "thumbnails" in said
    assert "stuck/1" in said
    assert "quick/1" not in said
    wait_until(lambda: thread_names() == before, "it has left")
    assert threading.active_count() == len(before) + 1
