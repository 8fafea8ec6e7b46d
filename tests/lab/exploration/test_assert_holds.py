"""``found.assert_holds()``: a test of threaded code in one line."""

from __future__ import annotations

import queue
import subprocess
import sys

import pytest

from pipeline_core import lab
from tests.lab.programs import PROGRAMS, lost_update, together

IN_PYTEST = """
import threading
from pipeline_core import lab

def counter():
    n = 0
    def bump():
        nonlocal n
        seen = n
        n = seen + 1
    threads = [threading.Thread(target=bump) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2

def test_wrong():
    lab.explore(counter).assert_holds()

def test_right():
    lab.explore(lambda: None).assert_holds(complete=True)
"""


def test_a_right_program_holds() -> None:
    """And it holds completely, if everything was tried."""
    lab.explore(PROGRAMS["lock_guards_the_update"][0]).assert_holds(complete=True)


def test_a_failure_is_told_with_the_line_that_replays_it() -> None:
    """The line can be pasted: it plays the same run."""
    found = lab.explore(lost_update, check=lambda run: run.result == 2)
    with pytest.raises(AssertionError) as caught:
        found.assert_holds()
    text = str(caught.value)
    assert text == str(found)
    assert "Between lines" in text
    line = text.splitlines()[-1].removeprefix("Play it again: ")
    assert line == f"lab.replay(program, {found.failure.schedule!r})"
    again = eval(line, {"lab": lab, "program": lost_update})
    assert again.result == found.failure.result != 2


def test_a_search_that_was_not_complete_is_enough_unless_it_must_be() -> None:
    """With the reason."""
    found = lab.explore(PROGRAMS["philosophers_in_order"][0], max_schedules=3)
    found.assert_holds()
    with pytest.raises(AssertionError, match="which are not all: the budget of 3 runs was used up"):
        found.assert_holds(complete=True)


def test_a_program_of_which_nothing_can_be_shown_does_not_hold() -> None:
    """It does not start from the same state each time, so that no schedule was tried as it should be."""
    left: queue.Queue[int] = queue.Queue()
    seen: list[int] = []

    def program() -> int:
        seen.append(len(seen))
        together(lambda: left.put(1))
        return len(seen)

    found = lab.explore(program)
    assert found.kind
    with pytest.raises(AssertionError, match="nothing can be shown"):
        found.assert_holds()


def test_pytest_shows_the_test_and_the_story(tmp_path) -> None:
    """The failing line of the test, the story, the line that replays it; the other test passes."""
    (tmp_path / "test_counter.py").write_text(IN_PYTEST)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "test_counter.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert ">       lab.explore(counter).assert_holds()" in done.stdout
    assert "Play it again: lab.replay(program, 'line" in done.stdout
    assert "result.py" not in done.stdout.partition("short test summary")[0], "its own frame is hidden"
