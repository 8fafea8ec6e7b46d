"""A verdict that claims something of all schedules names what the threads share."""

from __future__ import annotations

import queue
import threading
from typing import Any

from pipeline_core import Channel, lab
from tests.lab.programs import together


def test_a_complete_verdict_names_what_the_threads_share() -> None:
    """Variables, items of one list as that list, locks and queues; not what only one thread touches."""

    def program() -> int:
        count, slots = 0, [0, 0]
        lock, done = threading.Lock(), queue.Queue[int]()

        def work(place: int) -> None:
            nonlocal count
            mine = [place]
            mine.append(1)
            with lock:
                count += 1
                slots[place] = max(slots) + 1
            done.put(place)

        together(lambda: work(0), lambda: work(1))
        return count

    found = lab.explore(program, check=lambda run: run.result == 2)
    assert found.complete
    last = found.sentences()[-1]
    assert last == "Its threads share, in the usual run: `count`, `slots`, lock `lock`, queue `done`."
    assert "<code>slots</code>" in found._repr_html_()


def test_a_channel_is_shared_by_who_puts_and_who_gets() -> None:
    """At that grain the one touches its crates alone, the other its items."""

    def program() -> int:
        numbers = Channel[int](1)
        threads = [threading.Thread(target=numbers.put, args=(7,)), threading.Thread(target=numbers.get)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return 0

    found = lab.explore(program, switch="channel")
    assert found.sentences()[-1] == "Its threads share, in the usual run: channel `numbers`."


def test_what_has_no_name_is_counted() -> None:
    """A list that leaves it out would read as if it were all."""

    def passed(named: bool) -> None:
        numbers = queue.Queue[int]() if named else None
        unnamed: dict[object, Any] = {object(): queue.Queue[int]()}  # its key is no name

        def put() -> None:
            if numbers is not None:
                numbers.put(1)
            next(iter(unnamed.values())).put(1)

        together(put, put)

    for named, told in (
        (True, "queue `numbers` and 1 thing without a name"),
        (False, "1 thing without a name"),
    ):
        found = lab.explore(lambda: passed(named))  # noqa: B023
        assert found.sentences()[-1] == f"Its threads share, in the usual run: {told}."


def test_two_objects_that_are_called_alike_are_in_the_list() -> None:
    """By the name that both have in the program's text, where there is no other."""

    class Tally:
        def __init__(self) -> None:
            self.n = 0

        def bump(self) -> None:
            self.n += 1

    def program() -> None:
        bumps = {object(): Tally().bump, object(): Tally().bump}
        together(*bumps.values(), *bumps.values())

    assert lab.explore(program).sentences()[-1] == "Its threads share, in the usual run: `self.n`."


def bumped() -> int:
    count = 0

    def bump() -> None:
        nonlocal count
        count += 1

    together(bump, bump)
    return count


def test_nothing_is_said_where_nothing_is_shared() -> None:
    """One line."""
    found = lab.explore(lambda: together(lambda: None, lambda: None))
    assert found.complete
    assert len(found.sentences()) == 1


def test_the_program_is_played_once_more_for_the_names_and_only_for_a_claim() -> None:
    """However often the verdict is printed; without a claim, not at all."""
    asked = []

    def look() -> str:
        asked.append(1)
        return "They share it."

    found = lab.explore(bumped)
    found.look = look
    assert [str(found).count("They share it.") for _ in range(3)] == [1, 1, 1]
    assert len(asked) == 1
    unclaimed = lab.explore(bumped, max_schedules=1)
    failed = lab.explore(bumped, check=lambda run: False)
    for other in (unclaimed, failed):
        other.look = look
        assert not other.complete
        assert "They share it." not in str(other)
    assert len(asked) == 1
