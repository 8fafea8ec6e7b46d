"""The scheduler hands its watcher the frame of the operation: the lab's own function for the call."""

from __future__ import annotations

import threading
from types import FrameType
from typing import Any

import pytest

from pipeline_core import lab
from pipeline_core.lab.code.callables import LAB_FOLDER
from pipeline_core.lab.scheduler.actor import Actor
from pipeline_core.lab.story.watcher import Watcher
from tests.lab.programs import one_of_each


@pytest.mark.parametrize("switch", ["sync", "line", "opcode"])
@pytest.mark.parametrize("when", ["published", "began"])
def test_the_frame_of_an_operation_is_the_function_that_stands_for_it(
    monkeypatch: pytest.MonkeyPatch, switch: str, when: str
) -> None:
    """It is found two frames above ``turn``, traced or not: with another caller between, this fails."""
    seen: list[tuple[str, str]] = []
    real: Any = getattr(Watcher, when)

    def spy(self: Watcher, me: Actor, operation: FrameType) -> None:
        seen.append((me.kind, operation.f_code.co_name))
        real(self, me, operation)

    spy.__code__ = spy.__code__.replace(co_filename=f"{LAB_FOLDER}spy.py")  # else its lines would be steps
    monkeypatch.setattr(Watcher, when, spy)
    assert lab.simulate(one_of_each, switch=switch).outcome == "finished"
    assert set(seen) == {
        ("start", "start"),
        ("set", "event_set"),
        ("wait", "event_wait"),
        ("release", "semaphore_release"),
        ("acquire", "acquire"),
        ("release", "release"),
        ("join", "join"),
    }


def test_a_semaphore_that_is_let_go_twice_at_once_is_held_by_nobody() -> None:
    """How many are let go stands in the operation's own variables, and in no others."""

    def program() -> None:
        semaphore = threading.Semaphore(2)
        semaphore.acquire()
        semaphore.acquire()
        semaphore.release(2)
        threading.Event().wait()

    assert "holds" not in lab.simulate(program).explain()
