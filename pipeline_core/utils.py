"""The small things every other part uses: the marks, one careful put, batches, one logger.

Inside:  Mark with SENTINEL and SKIP, robust_put, batched, get_logger.
Outside: queues that can be woken (channel), threads (worker), wiring (pipeline_manager).
"""

import logging
import queue
import threading
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import islice
from typing import Any, Final, TypeVar

from pipeline_core.arguments import check_whole
from pipeline_core.errors import PipelineStopped

T = TypeVar("T")


class Mark(Enum):
    """What travels in the place of an item or a result, and is none. It is only ever compared by identity.

    A member of an Enum stays itself through pickle and copy, as long as its value is plain data: pickle sends
    the class and the value, and the other process looks the member up by them. A bare ``object()`` becomes
    another object in a child process: ``is`` no longer finds it there, and as a value it is no member's.
    """

    SENTINEL = "the end: behind the last item, once in every queue"
    SKIP = "the worker drops the item"
    FAILED = "the item has failed, and its gap in the order is to be closed"
    WAKE = "the stop event is set: whoever waits here is to leave"

    def __repr__(self) -> str:
        return self.name

    __str__ = __repr__


SENTINEL: Final = Mark.SENTINEL
"""The end of the items. Travels through every queue, once, behind the last item."""

SKIP: Final = Mark.SKIP
"""What ``process_item`` returns to drop an item. (``None`` is an ordinary value.)"""


def robust_put(queue_: Any, item: object, stop_event: threading.Event, timeout: float = 0.1) -> bool:
    """Put one item, and give up once the stop event is set.

    Args:
        queue_: a ``Channel`` or any ``queue.Queue``.
        item: anything, ``None`` included.
        stop_event: a ``StopEvent`` or any ``threading.Event``.
        timeout: seconds between two looks at the event, more than 0. A ``Channel`` that waits on its own
            ``StopEvent`` is woken at once, whatever the timeout.

    Returns:
        True when the item is in the queue; False when stopped before there was room, and then the
        item is not in the queue.
    """
    if not timeout > 0:
        raise ValueError(f"robust_put: timeout must be more than 0 seconds, not {timeout!r}")
    while not stop_event.is_set():
        try:
            queue_.put(item, timeout=timeout)
        except queue.Full:
            continue
        except PipelineStopped:
            break
        return True
    return False


def batched(items: Iterable[T], n: int) -> Iterator[tuple[T, ...]]:
    """Group items into tuples of ``n``; the last one may be shorter. Pulls no further than it must.

    Use it at the source, where one item costs less than handing it over:
    ``manager.run(batched(rows, 500))``. Same as ``itertools.batched`` (Python 3.12).

    Raises:
        ValueError: ``n`` is not a whole number of at least 1 (at the call, not at the first item).
    """
    check_whole("batched: n", n, at_least=1)
    iterator = iter(items)
    return iter(lambda: tuple(islice(iterator, n)), ())


def get_logger() -> logging.Logger:
    """Return the library's logger, ``"pipeline_core"``: silent until your application configures logging.

    Life cycle at DEBUG; items that failed under "skip" or "keep" at WARNING.
    """
    return logging.getLogger("pipeline_core")


get_logger().addHandler(logging.NullHandler())
