"""No answer can hang or harm the kernel: hostile answers meet ``check`` in a real one, which still works."""

import contextlib
import time
from pathlib import Path

import pytest

from tests.core.helpers import wait_until
from tests.exercises.kernel import SOON, Kernel

# Each comes to its end by the same rule as one that `make test` tries, after seconds.
LIKE_ANOTHER = ["leaves_a_looping_thread", "calls_itself_without_a_limit", "what_hangs_when_called"]
HERE = Path(__file__).resolve().parent
ANSWERS = (HERE / "hostile_answers.py").read_text(encoding="utf-8")

NEVER_END = [  # within the time of a check: the last one fills 3 GiB, at the pace of the machine
    "endless_loop", "leaves_a_looping_thread", "swallows_every_exception", "loops_in_finally",
    "calls_itself_without_a_limit", "HangsWhenMade", "what_hangs_when_called",
    "returns_what_never_ends", "what_sleeps", "takes_memory_by_and_by",
]  # fmt: skip
END = [
    "sleeps_a_million_seconds", "deadlock", "exits", "raises_keyboard_interrupt", "raises_it_in_a_thread",
    "prints_a_hundred_thousand_lines", "prints_one_endless_line", "leaves_a_waiting_thread",
    "leaves_a_looping_daemon", "leaves_a_raw_thread", "leaves_a_raw_sleeper", "starts_threads_without_end",
    "patches_sleep", "patches_thread", "patches_hooks", "calls_itself", "takes_all_memory",
    "changes_folder", "traces", "closes_stdout", "ignores_ctrl_c", "asks",
    "generator", "coroutine", "returns_what_raises", "returns_what_interrupts", "what_raises", "nothing",
    "a_number", "a_text",
]  # fmt: skip

BEFORE = """
import _thread, builtins, gc, json, os, queue, signal, sys, threading, time
from exercises import check

WATCHED = {
    "time": time, "threading": threading, "threading.Thread": threading.Thread, "queue.Queue": queue.Queue,
    "builtins": builtins, "_thread": _thread, "os": os,
}
OF_SYS = "stdin stdout stderr unraisablehook setrecursionlimit settrace".split()
OWN = {"_", "__builtins__", "input"}  # set by the kernel, cell by cell

def state():
    found = {f"{name}.{key}": id(value) for name, thing in WATCHED.items()
             for key, value in list(vars(thing).items()) if key not in OWN}
    found |= {name: id(getattr(sys, name)) for name in OF_SYS}
    found |= {
        "threads": (_thread._count(), sorted(thread.name for thread in threading.enumerate())),
        "folder": os.getcwd(), "environment": dict(os.environ), "tracer": sys.gettrace(),
        "depth": sys.getrecursionlimit(), "interval": sys.getswitchinterval(), "collects": gc.isenabled(),
        "SIGINT": signal.getsignal(signal.SIGINT), "closed": sys.stdout.closed,
    }
    return found

def changed():
    now = state()
    return [f"{key}: {before.get(key)} -> {now.get(key)}" for key in sorted(before.keys() | now.keys())
            if before.get(key) != now.get(key)]

check("2.1", None);
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """One kernel for all of them: what the first answer breaks, the second one finds broken."""
    started = Kernel(tmp_path_factory.mktemp("kernel") / "progress.sqlite3")
    try:
        for cell in (BEFORE, ANSWERS, "before = state()"):
            reply, said = started.run(cell)
            assert reply["status"] == "ok", said
        yield started
    finally:
        started.close()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.wide) if name in LIKE_ANOTHER else name
        for name in END + NEVER_END
    ],
)
def test_a_hostile_answer_gets_a_verdict_and_leaves_nothing(kernel, name):
    """Not passed, within the time; and then no thread more, nothing patched, and the kernel can count."""
    begun = time.monotonic()
    reply, said = kernel.run(f'began = time.process_time(); verdict = check("2.1", {name})')
    took = time.monotonic() - begun
    took = min(took, 5 + kernel.value("time.process_time() - began"))  # what others take of a busy machine
    assert reply["status"] == "ok", reply
    assert kernel.value("1 + 1") == 2
    assert kernel.value("[str(verdict).partition(':')[0], len(str(verdict)) < 9_000]") == ["not passed", True]
    assert kernel.value("changed()") == []
    assert took < (20 if name in NEVER_END else 10), f"{took:.1f} s for {name}"
    # the verdict is displayed; beside it Python itself may warn of a coroutine, when that is forgotten
    assert not said or "never awaited" in said


def test_what_an_answer_replaced_is_told(kernel):
    """The learner hears what the check had to put back."""
    kernel.run('verdict = check("2.1", patches_thread)')
    assert "threading.Thread" in kernel.value("str(verdict)")


def test_the_list_of_hostile_answers_is_complete():
    """Each answer of the cell is tried: a forgotten one would prove nothing."""
    space = {"__name__": "answers"}
    exec(compile(ANSWERS, "<hostile>", "exec"), space)
    own = {name for name, value in space.items() if getattr(value, "__module__", "") == "answers"}
    helpers = {"Raises", "Interrupts", "NeverEnds", "Sleeps", "HangsWhenCalled"}
    assert own - helpers | {"nothing", "a_number", "a_text"} == {*END, *NEVER_END}


# -- Ctrl-C ----------------------------------------------------------------------------------

LONG = """
from pathlib import Path

def says_so():
    Path({path!r}).write_text("here")

def long_loop(lines, queue, work):
    says_so()
    while True:
        pass

def long_and_stubborn(lines, queue, work):
    says_so()
    swallows_every_exception(lines, queue, work)

def long_search(lines, queue, work):
    if len(lines) == 3:
        says_so()
    total, counting = 0, threading.Lock()
    def count():
        for _ in range(20):
            with counting:
                pass
    results = []
    def produce():
        for line in lines:
            queue.put(line)
        count()
    def consume():
        for _ in lines:
            results.append(work(queue.get()))
        count()
    threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

class Showing:
    def __repr__(self):
        says_so()
        while True:  # Python itself can miss a signal that comes just before one long sleep begins
            time.sleep(0.01)

long_showing = Showing()
"""


@pytest.mark.parametrize("name", ["long_loop", "long_and_stubborn", "long_search", "long_showing"])
def test_ctrl_c_reaches_the_cell_soon(kernel, tmp_path, name):
    """Interrupted in the middle of the answer: KeyboardInterrupt in the cell, and all is as before."""
    path = tmp_path / "here"
    kernel.run(LONG.format(path=str(path)))
    interrupted = []

    def interrupt():
        wait_until(path.exists, "the answer runs", seconds=SOON)
        interrupted.append(time.monotonic())
        kernel.manager.interrupt_kernel()

    reply, said = kernel.run(f'check("2.1", {name})', during=interrupt)
    took = time.monotonic() - interrupted[0]
    assert reply.get("ename") == "KeyboardInterrupt", f"{took:.1f} s after Ctrl-C: {reply['status']}, {said}"
    assert took < 10, f"{took:.1f} s"
    assert kernel.value("1 + 1") == 2
    assert kernel.value("changed()") == []


def test_ctrl_c_between_checks_is_heard_as_ever(kernel, tmp_path):
    """The guard gives the handler back: a plain endless cell can be interrupted after a check."""
    path = tmp_path / "here"
    kernel.run('check("2.1", None);')

    def interrupt():
        wait_until(path.exists, "the cell runs", seconds=SOON)
        kernel.manager.interrupt_kernel()

    reply, _ = kernel.run(f"open({str(path)!r}, 'w').close()\nwhile True: pass", during=interrupt)
    assert reply.get("ename") == "KeyboardInterrupt"
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
