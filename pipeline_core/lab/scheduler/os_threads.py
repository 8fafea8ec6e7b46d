"""Real threads for the actors: started once a call, reused from run to run, ended with it.

Inside:  workers, each parked at a gate until an actor is given to it. A run uses none of them twice: what a
         ``threading.local`` that the run made holds for one thread must not be there for the next. Except
         where the program asks for idents: the system gives that of a thread that has ended to the next one.
Outside: who moves (scheduler), what an actor does (runtime/threads, runtime/runner).

Raw threads are used, not ``threading.Thread``: the lab must not show up in its own picture.
"""

from __future__ import annotations

import threading
import time
from _thread import _count, allocate_lock, get_ident, start_new_thread
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline_core.lab.scheduler.actor import Actor


MOST_PARKED = 64  # threads of one run that have ended and are kept for the next run: each has a stack
_real_sleep = time.sleep


class Worker:
    """One operating-system thread that runs one actor after the other."""

    __slots__ = ("body", "gate", "gone", "ident")

    def __init__(self) -> None:
        self.gate = allocate_lock()
        self.gate.acquire()
        self.gone = allocate_lock()
        self.gone.acquire()
        self.body: Callable[[], None] | None = None
        self.ident = start_new_thread(self._loop, ())

    def _loop(self) -> None:
        try:
            while True:
                self.gate.acquire()
                body = self.body
                if body is None:
                    return
                body()
        finally:
            forget_stand_in()
            self.gone.release()


class Pool:
    """The workers of one call of the lab. ``reuse=False`` gives every actor a fresh thread."""

    def __init__(self, reuse: bool = True) -> None:
        self.reuse = reuse
        self.at_once = False  # a thread that has ended is lent to the next actor of the same run
        self.idle: list[Worker] = []
        self.used: list[Worker] = []  # in the present run
        self.all: list[Worker] = []

    def begin_run(self) -> None:
        while self.used:
            self.idle.append(self.used.pop())

    def lend(self, actor: Actor, body: Callable[[Worker], None]) -> int:
        """Give ``actor`` a thread; it starts when the actor's gate opens for the first time. Its ident."""
        if self.idle:
            worker = self.idle.pop()
        else:
            worker = Worker()
            self.all.append(worker)
        worker.body = lambda: body(worker)
        actor.gate = worker.gate
        return worker.ident

    def give_back(self, worker: Worker) -> None:
        """Called by the worker itself, whose actor is over."""
        if self.at_once:
            self.idle.append(worker)
        elif self.reuse and len(self.used) < MOST_PARKED:
            self.used.append(worker)
        else:
            worker.body = None
            worker.gate.release()
            self.all.remove(worker)

    def close(self, patience: float = 1.0) -> bool:
        """End every worker; False if one is still busy (it is stuck in C and stays behind)."""
        for worker in self.all:
            worker.body = None
            if worker.gate.locked():
                worker.gate.release()
        ended = sum(worker.gone.acquire(True, patience) for worker in self.all) == len(self.all)
        self.all.clear()
        self.idle.clear()
        self.used.clear()
        return ended


def forget_stand_in() -> None:
    """A raw thread's last words: who asked ``current_thread()`` in it got one made up, and listed for good.

    A check may ask, and so may a destructor: garbage is collected by whichever thread is just there.
    """
    vars(threading)["_active"].pop(get_ident(), None)


def wait_until_ended(count: int) -> None:
    """Give threads that have said goodbye the microseconds they need to be gone for the system too."""
    for _ in range(200):
        if _count() <= count:
            return
        _real_sleep(0.00005)
