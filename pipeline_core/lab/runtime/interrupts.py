"""Ending a thread from outside: the asynchronous exceptions.

Inside:  raising an Unwind in a thread that does not ask for its turn any more; what such a thread must wait
         for before it may go.
Outside: when a thread is to be ended (runner: Ctrl-C, and no step for too long), ending one that still asks
         (scheduler.unwind).

A controlled thread is ended from inside as long as it comes to the scheduler: its next operation raises. One
that computes without an end, or waits in real time, never comes. For such a thread CPython has
``PyThreadState_SetAsyncExc(ident, kind)``: the interpreter notes the exception's class in that thread's state
and raises it when that thread is about to run its next bytecode. Four things about it decide how every line
below reads.

1.  *It is not heard in C.* A thread that is blocked in a C call takes the exception when it is back, perhaps
    never. So nobody waits for the effect without a limit, and who does not react is left behind.
2.  *The note is per thread, the alarm is not.* Until Python 3.12 the interpreter has one flag for "some
    thread has an exception to take". While it is set a traced thread does not get past the beginning of a
    function. A thread that is blocked in C would leave the flag set for ever, and with it stop every other
    traced thread of the process. Taking an exception clears the flag. So a helper thread sends one to the
    blocked thread and one to itself. The blocked thread sets the flag again by itself when it comes back to
    Python. (Clearing a note with NULL instead made traced threads spin for ever on 3.11: never do that.)
3.  *Idents are used again.* A thread that has ended has given its ident back, and the next thread to start
    may get it: an exception that is late hits somebody else. So it is sent under the lock ``sending``, after
    a look that this actor is still on that ident; and an actor that leaves its ident behind takes the lock
    once itself (``wait_for_late_ones``), after which nobody can be sending any more.
4.  *One exception is one chance.* ``except BaseException: continue`` in a loop swallows it and goes on.
    Another one from outside comes too late or too early: two that are sent before the first is taken are one.
    See ``followed``.
"""

from __future__ import annotations

import ctypes
import functools
from _thread import allocate_lock, get_ident, start_new_thread
from collections.abc import Callable

from pipeline_core.lab.scheduler.actor import Actor, Unwind, controlled, sending
from pipeline_core.lab.scheduler.os_threads import forget_stand_in

# As a method that returns None, as an ``__init__`` has to; PYFUNCTYPE keeps the GIL while it is called.
_send_as_init: Callable[..., None] = ctypes.PYFUNCTYPE(None, ctypes.c_ulong, ctypes.py_object)(
    ("PyThreadState_SetAsyncExc", ctypes.pythonapi)
)


def raise_in(actor: Actor | None, more: int = 0) -> None:
    """Raise Unwind in the thread of ``actor`` at its next bytecode, unless it is gone by now.

    ``more``: how many more follow it at once, for an ``except BaseException: continue`` in a loop.
    """
    if actor is None:
        return
    taken = allocate_lock()
    taken.acquire()

    def helper() -> None:
        try:
            with sending:
                if controlled.get(actor.ident) is not actor:
                    return
                send(actor.ident, followed(actor.ident, more))
            send(get_ident())  # to itself: taking it clears the interpreter's flag
            while True:  # until it comes; it comes at one of these bytecodes
                pass
        except Unwind:
            pass
        finally:
            forget_stand_in()
            taken.release()

    start_new_thread(helper, ())
    taken.acquire()


def send(ident: int, kind: type[Unwind] = Unwind) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(kind))


def followed(ident: int, more: int) -> type[Unwind]:
    """An Unwind whose instance, made in the thread that it hits, has the next one sent to that thread.

    What is sent is a class, and the interpreter makes the instance when the thread takes it: so its
    ``__init__`` is the earliest moment at which the next one can be sent without being one with the first. It
    comes before the handler that swallows the first is through. The ``__init__`` is a C function, called
    from C: one written in Python would be hit itself by what it has just sent.
    """
    kind: type[Unwind] = Unwind
    for _ in range(more):
        send_next = functools.partial(_send_as_init, ctypes.c_ulong(ident), ctypes.py_object(kind))
        kind = type("Unwind", (Unwind,), {"__init__": staticmethod(send_next)})
    return kind


def wait_for_late_ones() -> None:
    """For a thread that is through and no longer in ``controlled``: let what was sent to it hit it here."""
    with sending:
        pass  # nobody sends any more; who did has done so
    for _ in range(10):
        pass  # and at one of these bytecodes at the latest it is heard
