"""What holds for every test: no thread is left behind, and what is global is as it was before."""

import logging
import sys
import threading

import pytest
from hypothesis import Phase, settings

from tests.core.helpers import wait_until

# Not the phase that explains: it traces every line of every thread.
_PHASES = [phase for phase in Phase if phase is not Phase.explain]

# The same examples on every machine. New ones are looked for, for some minutes, by
# `pytest tests/core/test_model.py --hypothesis-profile=search --timeout=0`.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True, phases=_PHASES)
settings.register_profile("search", deadline=None, max_examples=20_000, phases=_PHASES)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def no_thread_left():
    """After each test the threads are those from before it; one on its way out is waited for."""
    before = set(threading.enumerate())

    def left():
        return [thread for thread in threading.enumerate() if thread not in before]

    yield
    try:
        wait_until(lambda: not left(), "the test's threads end", seconds=5)
    except AssertionError:
        pytest.fail(f"left behind: {', '.join(thread.name for thread in left())}")


@pytest.fixture(autouse=True)
def global_settings_restored():
    """The switch interval and the library's logger are put back."""
    logger = logging.getLogger("pipeline_core")
    interval, level, handlers = sys.getswitchinterval(), logger.level, list(logger.handlers)
    yield
    sys.setswitchinterval(interval)
    logger.setLevel(level)
    logger.handlers[:] = handlers
