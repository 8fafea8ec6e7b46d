"""A Ctrl-C may be raised at any line of the lab's own, too: while the patches are put in, or taken out."""

from __future__ import annotations

import queue
import signal
import threading
import time
from typing import Any

import pytest

from pipeline_core import lab
from pipeline_core.lab.runtime import patching

pytestmark = pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="another way to interrupt")


def program() -> Any:
    items: queue.Queue[int] = queue.Queue()
    thread = threading.Thread(target=items.put, args=(1,))
    thread.start()
    thread.join()
    return items.get()


def after(delay: float) -> threading.Thread:
    """Interrupt this thread after so many seconds."""
    me = threading.get_ident()

    def press() -> None:
        time.sleep(delay)
        signal.pthread_kill(me, signal.SIGUSR1)

    thread = threading.Thread(target=press)
    thread.start()
    return thread


def interrupted_at(delay: float) -> bool:
    """Whether the interrupt came while the lab's call lasted, or just behind it."""
    presser = None
    try:
        presser = after(delay)
        lab.simulate(program)
        presser.join()
        time.sleep(0.01)
    except KeyboardInterrupt:
        if presser is not None:
            presser.join()
        return True
    return False


# One that comes in a weak reference's callback, Python itself tells and drops.
@pytest.mark.filterwarnings("ignore:Exception ignored in.*:pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_at_any_line_leaves_nothing_patched() -> None:
    """Else every later run in this process would be one of real threads, and hang."""

    def press(*_about: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGUSR1, press)
    try:
        put = queue.Queue.put
        lab.simulate(program)
        began = time.perf_counter()
        lab.simulate(program)
        took = time.perf_counter() - began
        heard = 0
        for step in range(200):
            heard += interrupted_at(took * 1.3 * step / 200)
            assert queue.Queue.put is put, f"interrupted after {step} of 200"
            assert patching._depth == 0
        assert heard > 100
        assert lab.simulate(program).result == 1
    finally:
        signal.signal(signal.SIGUSR1, before)
