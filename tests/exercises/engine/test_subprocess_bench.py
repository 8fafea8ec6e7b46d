"""An answer that gets a process of its own: judged there, and ended whatever it does."""

import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from exercises.catalogue import read
from exercises.engine import subprocess_bench
from exercises.engine.subprocess_bench import judge_in_a_process
from exercises.engine.verdict import Refusal
from tests.core.helpers import wait_until

SAMPLE = read(Path(__file__).resolve().parent / "process_sample")
HANG = 20  # seconds below which a verdict on what never ends has to be there, on a slow machine too


def copies(texts):
    for number, text in enumerate(texts):
        Path(f"{number}.txt").write_text(text, encoding="utf-8")
    return len(texts)


def looks_at_what_is_imported(texts):
    return copies(texts) if "colorsys" in sys.modules else None


def writes_too_little(texts):
    return copies(texts[1:])


def never_ends(texts):
    while True:
        pass


def holds_the_gil(texts):
    return sum(range(10**13))


def sleeps(texts):
    time.sleep(1_000_000)


def exits_at_once(texts):
    print("before the end", flush=True)
    os._exit(7)


def exits(texts):
    sys.exit(3)


def segfaults(texts):
    import ctypes

    ctypes.string_at(0)


def raises(texts):
    raise LookupError("no such text")


def is_denied(texts):
    raise PermissionError


def prints_much(texts):
    for number in range(10_000):
        print("line", number)
    return copies(texts)


def prints_without_end(texts):
    while True:
        print("x" * 100_000)


def takes_all_memory(texts):
    return [0] * 3 * 10**9


def asks(texts):
    return input("your turn: ")


def leaves_a_thread(texts):
    threading.Thread(target=threading.Event().wait).start()
    return copies(texts)


def square(number):
    return number * number


def starts_processes(texts):
    from multiprocessing import get_context

    with get_context("spawn").Pool(2) as pool:
        assert pool.map(square, [1, 2, 3]) == [1, 4, 9]
    return copies(texts)


def uses_a_file_beside_the_notebook(texts):
    import queue
    from multiprocessing import get_context

    from beside import square

    assert queue.Queue().empty()
    with get_context("spawn").Pool(2) as pool:
        assert pool.map(square, [1, 2, 3]) == [1, 4, 9]
    return copies(texts)


def leaves_a_process(texts):
    import subprocess

    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)"])
    print("left", left.pid, flush=True)
    return copies(texts)


def left_and_never_ends(texts):
    leaves_a_process([])
    while True:
        pass


@pytest.fixture
def short(monkeypatch):
    """What never ends is given up on sooner, so that the test ends sooner."""
    monkeypatch.setattr(subprocess_bench, "SECONDS", 1.0)
    monkeypatch.setattr(subprocess_bench, "PATIENCE", 15.0)


@pytest.fixture
def long(monkeypatch):
    """A slow machine may take its time to start processes."""
    monkeypatch.setattr(subprocess_bench, "SECONDS", 30.0)
    monkeypatch.setattr(subprocess_bench, "PATIENCE", 40.0)


def judged(answer):
    return judge_in_a_process(SAMPLE, answer, 0)


def gone(pid):
    """Whether there is no such process; one that is over and waited for by nobody counts as gone."""
    state = Path(f"/proc/{pid}/stat")
    try:
        os.kill(pid, 0)
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return True


def test_what_a_check_needs_is_imported_before_its_clock_runs():
    """What is not there is left to the check, which tells of it."""
    assert judge_in_a_process(SAMPLE, looks_at_what_is_imported, 0).passed


def test_a_right_answer_passes(long):
    """What was tried is told, as for every exercise."""
    verdict = judged(copies)
    assert (verdict.passed, verdict.message) == (True, "1 run in a process of its own.")


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        (writes_too_little, "2 files, and there are 3 texts."),
        (raises, "your answer raised LookupError: no such text, in line"),
        (is_denied, "your answer may not write there."),
        (exits, "ended the program with sys.exit()"),
        (exits_at_once, "your answer ended its whole process, with exit code 7"),
        (segfaults, "your answer crashed its whole process (SIGSEGV)."),
        (takes_all_memory, "more memory than a check may have"),
        (asks, "EOFError"),
        (leaves_a_thread, "still running"),
    ],
)
def test_a_wrong_answer_is_refused_in_one_sentence(answer, phrase, long):
    """Also where it takes the whole process down."""
    verdict = judged(answer)
    assert not verdict.passed
    assert phrase in verdict.message


@pytest.mark.parametrize("answer", [never_ends, holds_the_gil, sleeps])
def test_what_never_ends_is_ended_and_its_line_is_named(answer, short):
    """Here also what no check in the kernel's own process survives: a call that keeps the GIL."""
    begun = time.monotonic()
    verdict = judged(answer)
    assert re.search(r"did not come to an end within 1 s: it stands in line \d: \S", verdict.message)
    assert time.monotonic() - begun < HANG


def test_what_it_printed_comes_back_cut(long):
    """Thirty lines of it are shown."""
    verdict = judged(prints_much)
    assert verdict.passed
    assert "line 29\n… and 9,970 more lines" in str(verdict)


def test_printing_without_end_fills_no_disk(long):
    """It is ended as soon as nobody would read any more."""
    verdict = judged(prints_without_end)
    assert not verdict.passed
    assert "prints without end" in verdict.message
    assert len(str(verdict)) < 10_000


def test_it_may_start_processes_of_its_own(long):
    """By the spawn method, whose processes import the answer from a file."""
    assert judged(starts_processes).passed


@pytest.mark.parametrize("entry", ["", "the folder"])
def test_it_imports_what_lies_beside_the_notebook(entry, long, tmp_path, monkeypatch):
    """Its processes do, too; a file that is called like a module of Python takes nobody's place."""
    (tmp_path / "beside.py").write_text("def square(number):\n    return number * number\n")
    (tmp_path / "queue.py").write_text("raise AssertionError('not this one')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry and str(tmp_path), *sys.path])
    verdict = judged(uses_a_file_beside_the_notebook)
    assert verdict.passed, verdict.message


@pytest.mark.parametrize("answer", [leaves_a_process, left_and_never_ends])
def test_no_process_of_it_is_left(answer, long, monkeypatch):
    """Neither itself nor what it started, however it ended; the time is enough to start a process."""
    monkeypatch.setattr(subprocess_bench, "SECONDS", 8.0)
    pid = int(judged(answer).output.split()[1])
    wait_until(lambda: gone(pid), "the process that was left ends")


def test_a_slow_start_is_not_taken_for_an_answer_that_never_ends(monkeypatch):
    """The patience with an answer begins with its check: what Python needs before is not its fault."""
    slow = "import time; time.sleep(3)\n" + subprocess_bench.START
    monkeypatch.setattr(subprocess_bench, "START", slow)
    monkeypatch.setattr(subprocess_bench, "SECONDS", 2.5)
    monkeypatch.setattr(subprocess_bench, "PATIENCE", 2.9)
    assert judged(copies).passed
    monkeypatch.setattr(subprocess_bench, "START_SECONDS", 0.5)
    assert "did not start in time" in judged(copies).message


def test_ctrl_c_ends_it_as_well(monkeypatch):
    """And reaches whoever waits for the verdict."""
    started = []
    popen = subprocess_bench.subprocess.Popen

    def noting(*given, **options):
        started.append(popen(*given, **options))
        return started[-1]

    monkeypatch.setattr(subprocess_bench, "sleep", lambda _: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr(subprocess_bench.subprocess, "Popen", noting)
    with pytest.raises(KeyboardInterrupt):
        judged(never_ends)
    assert started[0].returncode is not None


@pytest.mark.parametrize("answer", [None, 3, "copies"])
def test_what_is_no_function_starts_no_process(answer, monkeypatch):
    """It is said at once."""
    monkeypatch.setattr(subprocess_bench, "_run", lambda folder: pytest.fail("a process was started"))
    with pytest.raises(Refusal, match="to be a function or class"):
        judged(answer)


def test_an_answer_that_cannot_be_sent_is_told_why():
    """A closure has no source that stands alone."""
    secret = threading.Lock()

    def closed(texts):
        with secret:
            return len(texts)

    with pytest.raises(Refusal, match="its own cell"):
        judged(closed)


def test_a_judge_whose_place_is_a_process_sends_its_answers_there(long):
    """By ``place`` in its check.py, and by nothing else; the verdict says where it was tried."""
    assert "in a process of its own" in SAMPLE.judge.judge(SAMPLE, copies, 0).message
