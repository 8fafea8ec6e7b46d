"""Stories of programs with futures and timers: what the program asked of them, in its own names."""

from __future__ import annotations

import re
import threading
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, as_completed, wait
from typing import Any

import pytest

from pipeline_core import lab


def told(program: Any, check: Any = None) -> str:
    found = lab.explore(program, check=check)
    assert found.failure is not None, str(found)
    return str(found)


def test_as_completed_shows_the_order_in_which_futures_were_done() -> None:
    """Futures in a dict have no name: they are counted in the order in which they were submitted."""

    def program() -> list[str]:
        with ThreadPoolExecutor(2) as pool:
            todo = {pool.submit(str.upper, text): text for text in "ab"}
            return [future.result() for future in as_completed(todo)]

    text = told(program, lambda run: run.result == ["A", "B"])
    done = re.findall(r"\[(future \d) is done\]", text)
    assert done == ["future 2", "future 1"]
    assert "[as_completed() finds future 2 done]" in text


def test_wait_shows_which_future_was_first() -> None:
    """A future is called by its variable if that held no other one."""

    def program() -> bool:
        with ThreadPoolExecutor(2) as pool:
            slow = pool.submit(int)
            fast = pool.submit(float)
            done, _ = wait([slow, fast], return_when=FIRST_COMPLETED)
            return slow in done

    text = told(program, lambda run: run.result)
    assert "[begins fast]" in text
    assert "[wait() finds fast done]" in text


@pytest.mark.parametrize("ask", ["cancel", "done", "running", "cancelled"])
def test_an_answer_of_a_future_is_told_beside_what_its_worker_does(ask: str) -> None:
    """``if future.done():`` and kin."""

    def program() -> bool:
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(int)
            return bool(getattr(future, ask)())

    for wanted in (True, False):
        found = lab.explore(program, check=lambda run, no=not wanted: run.result == no)
        if found.failure is not None:
            assert f"future.{ask}() is {wanted}" in str(found)
        else:
            assert ask == "cancelled"


def test_a_future_in_a_list_is_called_by_its_place() -> None:
    """And one that was cancelled is left out by the worker."""

    def program() -> int:
        ran: list[int] = []
        with ThreadPoolExecutor(1) as pool:
            futures = [pool.submit(ran.append, n) for n in range(2)]
            for future in futures[::-1]:
                future.cancel()
        return len(ran)

    text = told(program, lambda run: run.result != 1)
    assert "futures[1].cancel() is True" in text
    assert "[leaves out futures[1], which was cancelled]" in text


def test_whoever_only_waits_for_results_is_not_told_when_futures_begin() -> None:
    """The race is in the counter; when the pool's workers begin and end is no news."""

    def program() -> int:
        count = 0

        def bump() -> None:
            nonlocal count
            seen = count
            count = seen + 1

        with ThreadPoolExecutor(2) as pool:
            for future in [pool.submit(bump) for _ in range(2)]:
                future.result()
        return count

    text = told(program, lambda run: run.result == 2)
    assert "count becomes 1" in text
    assert "future" not in text


def test_what_map_tidies_up_is_no_news() -> None:
    """It cancels each future whose result it has handed out, which does nothing."""

    def program() -> list[str]:
        log: list[str] = []
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(log.append, "ab"))
        return log

    assert "cancel" not in told(program, lambda run: run.result == ["a", "b"])


def test_a_timer_is_told_without_the_event_inside_it() -> None:
    """``Timer.finished`` is none of the program's names."""

    def program() -> list[str]:
        log: list[str] = []
        late = threading.Timer(1, lambda: log.append("late"))
        late.start()
        time.sleep(0.5)
        late.cancel()
        late.join()
        return log

    text = told(program, lambda run: run.result == [])
    assert "[the time of late is over before MainThread moves on]" in text
    assert "[cancels late]" in text
    assert "finished." not in text
    assert "?" not in text


def test_a_check_that_fails_for_no_race_gets_no_table_and_is_told_so() -> None:
    """Nothing is shared: there is nothing to show."""

    def program() -> int:
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
        return 1

    run = lab.explore(program, check=lambda run: run.result == 2).failure
    assert run is not None
    assert "No line that touches what two threads share could be named." in run.explain()
    assert "No line that touches" in run._repr_html_()
