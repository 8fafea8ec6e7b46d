"""Put the lab's primitives in place for the duration of a call, and take them out again.

Inside:  putting in and taking out, the names under which modules have bound an original, the capture of
         printed text.
Outside: what the replacements do (primitives, threads, access/callbacks), their register
         (primitives/replacing).

Everything here decides by calling thread: a thread that is not controlled gets the real thing,
so the kernel's and the notebook's own threads never notice. Calls of the lab may nest or overlap;
the first puts the patches in, the last takes them out.
"""

from __future__ import annotations

import _thread
import concurrent.futures._base as futures_base
import queue
import sys
import threading
from _thread import get_ident
from collections.abc import Callable, Iterable
from typing import Any

from pipeline_core.lab.access import callbacks, callers, library  # noqa: F401  their replacements register
from pipeline_core.lab.code.callables import LAB_PACKAGE
from pipeline_core.lab.primitives import clock, events, futures, queues  # noqa: F401  likewise
from pipeline_core.lab.primitives.locks import LabLock, LabRLock
from pipeline_core.lab.primitives.queues import LabSimpleQueue
from pipeline_core.lab.primitives.replacing import REAL, SWAPS, always, swap
from pipeline_core.lab.runtime import threads  # noqa: F401  likewise
from pipeline_core.lab.scheduler.actor import Unwind, controlled
from pipeline_core.lab.scheduler.footprint import OUTPUT, W

_guard = _thread.allocate_lock()
_depth = 0
_undo: list[tuple[Any, str, Any]] = []
_present: set[str] = set()  # the modules that were there when the patches went in
# By the id of a module's dict: its size when it was looked through, and the names of ours that it had bound.
_scanned: dict[int, tuple[int, tuple[str, ...]]] = {}


class _Stand(type):
    """A class that makes the lab's object in a controlled thread and the real one elsewhere."""

    real: Any
    ours: Any

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        maker = cls.real if controlled.get(get_ident()) is None else cls.ours
        return maker(*args, **kwargs)

    def __instancecheck__(cls, obj: object) -> bool:
        return isinstance(obj, (cls.ours, cls.kind))

    def __getattr__(cls, name: str) -> Any:
        return getattr(cls.kind, name)


def _stand(name: str, real: Callable[[], object], ours: type) -> type:
    kind = real if isinstance(real, type) else type(real())
    return _Stand(name, (), {"real": staticmethod(real), "ours": ours, "kind": kind})


_LOCK = _stand("Lock", _thread.allocate_lock, LabLock)
_RLOCK = _stand("RLock", _thread.RLock, LabRLock)
_SIMPLE = _stand("SimpleQueue", queue.SimpleQueue, LabSimpleQueue)

for _owner, _name, _ours in (
    (_thread, "allocate_lock", _LOCK),
    (threading, "Lock", _LOCK),
    (threading, "RLock", _RLOCK),
    (threading, "_CRLock", _RLOCK),
    (queue, "SimpleQueue", _SIMPLE),
):
    if hasattr(_owner, _name):
        swap(getattr(_owner, _name), _ours)

_BACK = {id(ours): real for real, ours in SWAPS.values()}


class Log:
    """Stands before the logger of ``concurrent.futures``, which would report each worker that is unwound."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def critical(self, *args: Any, **kwargs: Any) -> None:
        if not _ending():
            self._real.critical(*args, **kwargs)

    def exception(self, *args: Any, **kwargs: Any) -> None:
        if not _ending():
            self._real.exception(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


always.put(futures_base, "LOGGER", Log(futures_base.LOGGER))


class Screen:
    """Stands before ``sys.stdout``: a controlled thread's text goes to its run, the rest through."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def write(self, text: str) -> int:
        me = controlled.get(get_ident())
        if me is None:
            return int(self._real.write(text))
        if me.sched.ending is not None:
            return len(text)  # the run is over: what its threads still say while unwinding is no part of it
        me.sched.output.append(text)
        me.sched.footprint.add((OUTPUT, "", W))
        return len(text)

    def flush(self) -> None:
        if controlled.get(get_ident()) is None:
            self._real.flush()

    def close(self) -> None:
        """What a run closes is its own output; the notebook goes on printing."""
        if controlled.get(get_ident()) is None:
            self._real.close()

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def _ending() -> bool:
    """Is the calling thread being unwound?"""
    me = controlled.get(get_ident())
    return me is not None and me.sched.ending is not None


def _quiet_hook(info: sys.UnraisableHookArgs) -> None:
    """An Unwind that meets a destructor is no news; anything else is reported as ever."""
    if not isinstance(info.exc_value, Unwind):
        REAL[sys, "unraisablehook"](info)


def _set(owner: object, name: str, new: object) -> None:
    old = vars(owner).get(name, _undo)  # _undo itself marks "was not there"
    _undo.append((owner, name, old))
    setattr(owner, name, new)


def install(namespaces: list[dict[str, Any]]) -> None:
    """Put the patches in, and rebind what ``namespaces`` and all modules have bound already."""
    global _depth
    with _guard:
        _depth += 1
        if _depth == 1:
            for owner, name, new in always.all:
                _set(owner, name, new)
            REAL[sys, "unraisablehook"] = sys.unraisablehook
            _set(sys, "unraisablehook", _quiet_hook)
            for name in ("stdout", "stderr"):
                _set(sys, name, Screen(getattr(sys, name)))
            _present.update(sys.modules)
            for module in list(sys.modules.values()):
                _rebind(getattr(module, "__dict__", None))
        for namespace in namespaces:
            _rebind(namespace, again=True)


def _rebind(namespace: object, again: bool = False) -> None:
    """Swap what a namespace has bound of ours; ``again``: look at each name, however often it was scanned."""
    if type(namespace) is not dict:
        return
    size, names = _scanned.get(id(namespace), (-1, ()))
    if again or size != len(namespace):
        names = _ours_in(namespace)
        if not again:  # else it may be rebound already, and show none of the names that it has
            _scanned[id(namespace)] = len(namespace), names
    for name in names:
        value = namespace.get(name)
        if id(value) in SWAPS:
            _undo.append((namespace, name, value))
            namespace[name] = SWAPS[id(value)][1]


def _ours_in(namespace: dict[str, Any]) -> tuple[str, ...]:
    if namespace is globals() or str(namespace.get("__name__", "")).startswith(LAB_PACKAGE):
        return ()
    return tuple(n for n, v in list(namespace.items()) if id(v) in SWAPS and not n.startswith("_lab_"))


def uninstall() -> None:
    """A call of the lab is over: the last one of those that overlap takes out what they all have put in.

    What somebody else has set of ``sys`` in the meantime is theirs, and stays.
    """
    global _depth
    with _guard:
        _depth -= 1
        if _depth:
            return
        while _undo:
            owner, name, old = _undo.pop()
            if isinstance(owner, dict):
                owner[name] = old
            elif old is _undo:
                delattr(owner, name)
            elif (
                isinstance(getattr(owner, name, None), Screen)
                or owner is not sys
                or getattr(owner, name) is _quiet_hook
            ):
                setattr(owner, name, old)
        for name in set(sys.modules) - _present:  # imported within a run: it bound our stand-ins
            _give_back(getattr(sys.modules[name], "__dict__", {}))
        _present.clear()


def _give_back(namespace: dict[str, Any]) -> None:
    for name, value in list(namespace.items()):
        if id(value) in _BACK:
            namespace[name] = _BACK[id(value)]
