"""The last sentence of a story: it names lines that decide, or there is none."""

from __future__ import annotations

import queue
import re
import threading
from typing import Any

from pipeline_core import lab
from pipeline_core.lab.story.line_log import Line
from pipeline_core.lab.story.sync_facts import Fact
from pipeline_core.lab.story.turning_point import rows
from tests.lab.programs import lost_update, together


def failure(program: Any, check: Any = None, **options: Any) -> Any:
    found = lab.explore(program, check=check, **options)
    assert found.failure is not None, str(found)
    return found.failure


def sentences(run: Any) -> list[str]:
    return [x for x in run.explain().splitlines() if re.match(r"(Between|After|While) ", x)]


def test_a_harmless_lost_update_is_not_blamed_for_another_one() -> None:
    """The events see to it that `last` is overwritten in each run; what the check minds is `count`."""

    def program() -> int:
        last, count = 0, 0
        looked, changed = threading.Event(), threading.Event()

        def one() -> None:
            nonlocal last, count
            before = last
            looked.set()
            changed.wait()
            last = before + 1
            before = count
            count = before + 1

        def two() -> None:
            nonlocal last, count
            looked.wait()
            last = 5
            changed.set()
            before = count
            count = before + 1

        together(one, two)
        return count

    run = failure(program, check=lambda run: run.result == 2)
    assert "[last becomes 5]" in run.explain()
    told = sentences(run)
    assert len(told) == 1
    assert told[0].endswith(": count becomes 1.")


def test_who_waits_in_good_order_is_not_told_to_have_been_interrupted() -> None:
    """Two wait, one is woken: no other order of two lines would have woken the second one."""

    def program() -> None:
        changed, go = threading.Condition(), False

        def wait() -> None:
            with changed:
                while not go:
                    changed.wait()

        def start() -> None:
            nonlocal go
            with changed:
                go = True
                changed.notify()

        together(wait, wait, start)

    run = failure(program)
    assert run.outcome == "deadlock"
    assert "[go becomes True]" in run.explain()
    assert sentences(run) == []


def test_the_two_lines_in_the_other_order_make_the_run_go_well() -> None:
    """A thread is interrupted between two writes: played without that, the program is right."""

    def program() -> bool:
        left, right, seen = 0, 0, []

        def write() -> None:
            nonlocal left, right
            left = 1
            right = 1

        def read() -> None:
            seen.append((left, right))

        together(write, read)
        return seen[0] != (1, 0)

    run = failure(program, check=lambda run: run.result)
    told = sentences(run)
    assert len(told) == 1
    assert told[0].endswith("reads right = 0.")
    begin, end = map(int, re.findall(r"Between lines (\d+) and (\d+) of write", told[0])[0])
    assert end == begin + 1


def test_the_lines_that_a_sentence_names_are_in_the_table() -> None:
    """Far apart in a long run, they stand there, and what lies between them is left out."""

    def program() -> int:
        total, other = 0, 0

        def add() -> None:
            nonlocal total, other
            before = total
            for _ in range(6):
                other += 1
            total = before + 1

        together(add, add)
        return total

    run = failure(program, check=lambda run: run.result == 2)
    text = run.explain()
    assert len(text.splitlines()) <= 15
    named = re.findall(r"Between lines (\d+) and (\d+) of .+ ran line (\d+): total becomes 1", text)[0]
    for number in named:
        assert re.search(rf"^ +{number}: .*\[", text, re.MULTILINE), (number, text)


def test_a_check_is_not_called_when_a_story_is_printed() -> None:
    """What decides was found out by the search: a check may count its calls."""
    called = []

    def check(run: Any) -> bool:
        called.append(run.result)
        return bool(run.result == 2)

    found = lab.explore(lost_update, check=check)
    before = len(called)
    assert "Between lines" in str(found)
    assert "Between lines" in found._repr_html_()
    assert len(called) == before


def test_a_loop_that_waits_is_no_line_that_came_too_late() -> None:
    """Had it looked sooner, it would have looked once more; what decides is the line after the loop."""

    def program() -> str:
        done, result, got = threading.Event(), "", []

        def work() -> None:
            nonlocal result
            done.set()
            result = "ready"

        def take() -> None:
            while not done.is_set():
                pass
            got.append(result)

        together(work, take)
        return got[0]

    told = sentences(failure(program, check=lambda run: run.result == "ready"))
    assert len(told) == 1
    assert told[0].endswith("reads result = ''.")


def test_who_is_stuck_already_is_not_told_to_have_been_interrupted() -> None:
    """It looked, and got stuck; then came the change. Only the order of look and change decides."""

    def program() -> None:
        full, stop = queue.Queue(1), threading.Event()
        full.put(0)

        def put() -> None:
            if not stop.is_set():
                full.put(1)

        producer = threading.Thread(target=put, name="producer")
        producer.start()
        stop.set()
        producer.join()

    told = failure(program).explain().splitlines()[-2]
    assert re.fullmatch(r"producer ran line \d+ before MainThread ran line \d+: sets stop\.", told), told


def line(order: int, index: int, number: int, fact: str) -> Line:
    return Line(
        index, number, f"line {number}", order, False, False, facts=[Fact(fact, (), False)], order=order
    )


def numbers_of(lines: list[Line], wanted: set[int] | None = None, most: int = 6) -> list[int]:
    found = rows(lines, wanted or set(), most)
    assert len(found) + sum(row.skipped > 0 for row in found) <= most
    return [row.line.order for row in found]


def test_the_last_lines_are_told_without_a_hole() -> None:
    """A gap takes the room of a line, and hides the one that matters."""
    lines = [line(order, 1, order, "does it") for order in range(20)]
    assert numbers_of(lines, most=10) == [*range(11, 20)]
    assert numbers_of(lines, {3}) == [0, 1, 2, 3, 4, 5]


def test_a_line_that_finds_the_same_again_and_again_gives_way_to_the_other_thread() -> None:
    """One of them says it all."""
    lines = [line(order, 2, 7, f"finds {order}") for order in range(3)]
    lines += [line(order, 1, 5, "reads cache") for order in range(3, 30)]
    assert numbers_of(lines) == [0, 1, 2, 28, 29]
    lines += [line(30, 1, 5, "reads another cache")]
    assert numbers_of(lines) == [0, 1, 2, 29, 30]
