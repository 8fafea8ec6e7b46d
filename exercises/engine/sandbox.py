"""The guard around a check: what an answer leaves patched, changed or running is put right, and said.

Inside:  ``clean``: modules, classes and settings as they were; what is left is told.
Outside: how much an answer may use (``limits``); endless loops, deadlocks and threads of one run: the lab
         ends those by itself.
"""

from __future__ import annotations

import _thread
import builtins
import concurrent.futures
import gc
import io
import os
import queue
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import thread as pools
from contextlib import ExitStack, contextmanager
from typing import Any

from exercises.engine.limits import bound_depth, bound_memory, bound_threads

MODULES = (time, threading, queue, random, os, builtins, _thread, concurrent.futures, pools)
CLASSES = (
    threading.Thread, threading.Condition, threading.Event, threading.Semaphore, threading.Barrier,
    threading.Timer, queue.Queue, concurrent.futures.Future, concurrent.futures.ThreadPoolExecutor,
)  # fmt: skip
STREAMS = ("stdin", "stdout", "stderr", "excepthook", "displayhook", "unraisablehook")
PATIENCE = 0.5  # seconds for a thread that is on its way out
_sleep = time.sleep
_OWN_AFFAIR = {"_", "__builtins__"}  # the display of every cell sets them


@contextmanager
def clean() -> Iterator[list[str]]:
    """Everything as it was, come what may; the list is filled with sentences about what had to be put right.

    Guarantees: attributes of the modules and classes above, streams, hooks, the recursion limit, the switch
    interval, trace functions, the working folder, the environment, the list of modules and where they are
    looked for are as before. The block is bounded in memory, depth and threads.
    """
    notes: list[str] = []
    threads = set(threading.enumerate())
    with ExitStack() as undo:
        undo.callback(_restore, _photograph(), notes)
        undo.callback(_settings_back, _settings())
        undo.callback(_folder_back, os.getcwd(), dict(os.environ))  # noqa: PTH109 - what chdir takes back
        undo.callback(_modules_back, dict(sys.modules), list(sys.path))
        for bound in (bound_memory, bound_depth, bound_threads):
            undo.callback(bound())
        undo.callback(_no_input())
        yield notes
    left = _left(threads)
    if left:
        notes.append(
            f"Still running: {', '.join(sorted(map(_name, left)))}. Python can't end it from outside: "
            "restart the kernel (Kernel → Restart Kernel) before you go on."
        )


def _left(before: set[threading.Thread]) -> list[threading.Thread]:
    """What the answer has left. A kernel may begin threads of its own meanwhile, for another page."""
    deadline = time.monotonic() + PATIENCE
    while left := [each for each in threading.enumerate() if each not in before and not _is_kernels(each)]:
        if time.monotonic() > deadline:
            break
        _sleep(0.01)  # not join: it raises for a thread that the lab had to give up on
    return left


def _is_kernels(thread: threading.Thread) -> bool:
    return type(thread).__module__.partition(".")[0] == "ipykernel"


def _name(thread: threading.Thread) -> str:
    return "the call of your answer" if thread.name == "MainThread" else thread.name


# -- attributes ------------------------------------------------------------------------------


def _photograph() -> list[tuple[str, Any, dict[str, Any]]]:
    kept: list[tuple[str, Any, dict[str, Any]]]
    kept = [(module.__name__, module, _public(vars(module))) for module in MODULES]
    kept += [(kind.__name__, kind, dict(vars(kind))) for kind in CLASSES]
    streams = {name: getattr(sys, name) for name in STREAMS}
    return [*kept, ("sys", sys, streams)]


def _public(names: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in names.items() if name not in _OWN_AFFAIR}


def _restore(photograph: list[tuple[str, Any, dict[str, Any]]], notes: list[str]) -> None:
    changed = []
    for owner, thing, names in photograph:
        now = vars(thing)
        for name, value in names.items():
            if now.get(name, names) is not value:
                setattr(thing, name, value)
                changed.append(f"{owner}.{name}")
        if thing is not sys:
            for name in [name for name in now if name not in names and name not in _OWN_AFFAIR]:
                if _is_part(thing, name, now[name]):
                    continue
                delattr(thing, name)
                changed.append(f"{owner}.{name}")
    told = [name for name in changed if not name.rpartition(".")[2].startswith("_")]
    if told:
        notes.append(f"Your answer replaced {', '.join(told)}; the check has put it back.")


def _is_part(package: Any, name: str, value: Any) -> bool:
    """Whether a package has it since an import: a module of it, or what it fetches from one when asked."""
    inside = f"{getattr(package, '__name__', '')}."
    fetched = name in getattr(package, "__all__", ()) and str(getattr(value, "__module__", "")).startswith(
        inside
    )
    return value is sys.modules.get(inside + name) or fetched


# -- settings --------------------------------------------------------------------------------


def _settings() -> tuple[Any, ...]:
    return sys.getrecursionlimit(), sys.getswitchinterval(), sys.gettrace(), sys.getprofile(), gc.isenabled()


def _settings_back(kept: tuple[Any, ...]) -> None:
    limit, interval, trace, profile, collecting = kept
    sys.setrecursionlimit(limit)
    sys.setswitchinterval(interval)
    sys.settrace(trace)
    sys.setprofile(profile)
    (gc.enable if collecting else gc.disable)()


def _folder_back(folder: str, environment: dict[str, str]) -> None:
    os.chdir(folder)
    if dict(os.environ) != environment:
        os.environ.clear()
        os.environ.update(environment)


def _modules_back(modules: dict[str, Any], path: list[str]) -> None:
    """What was imported meanwhile stays, as it does after an import in a cell."""
    sys.modules.update(modules)
    sys.path[:] = path


def _no_input() -> Callable[[], None]:
    """``input()`` would wait for a person, in a thread that nobody can end: here it raises instead."""
    kept = builtins.input

    def refuse(_prompt: object = "") -> str:
        raise io.UnsupportedOperation("a check can't type: take what you need from the arguments")

    builtins.input = refuse

    def back() -> None:
        builtins.input = kept

    return back
