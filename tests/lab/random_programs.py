"""Small random threaded programs, for checking the reducer against trying everything.

Each is ordinary source text, so that the lab reads its statements as it reads a learner's. What a
program returns shows every value that a thread saw and the state that is left.
"""

from __future__ import annotations

import linecache
import random
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

HEAD = """
import queue, threading, time

def program():
    a = threading.Lock(); b = threading.RLock(); s = threading.Semaphore({sem})
    e = threading.Event(); c = threading.Condition(); q = queue.Queue({size}); z = queue.SimpleQueue()
    l = queue.LifoQueue()
    xs = [0, 0]; d = {{}}; n = 0; log = []
    class Box:
        v = 0
    box = Box(); alias = box
    seen = {{}}
"""
TAIL = """
    threads = [threading.Thread(target=f{daemon}) for f in ({names},)]
    for t in threads: t.start()
{main}
    for t in threads: t.join()
    return (n, xs, sorted(d.items()), log, box.v, seen, q.qsize(), e._flag, s._value)
"""
OPS = {
    "lock": ["with a:\n    {plain}", "with b:\n    {plain}", "a.acquire()\n{plain}\na.release()"],
    "try": ["if a.acquire(blocking=False):\n    {plain}\n    a.release()", "me.append(a.locked())"],
    "queue": ["q.put({k})", "me.append(q.get())", "z.put({k})", "me.append(z.get())",
              "l.put({k})", "me.append(l.get())"],
    "maybe": ["try:\n    me.append(q.get_nowait())\nexcept queue.Empty:\n    me.append('empty')",
              "try:\n    q.put_nowait({k})\nexcept queue.Full:\n    me.append('full')",
              "me.append(q.empty())", "me.append(q.qsize())", "me.append(z.empty())"],
    "event": ["e.set()", "e.clear()", "me.append(e.is_set())", "e.wait()"],
    "sem": ["s.acquire()", "s.release()", "me.append(s.acquire(blocking=False))"],
    "cond": ["with c:\n    c.notify()", "with c:\n    c.wait()", "with c:\n    c.notify_all()"],
    "time": ["time.sleep({k})", "me.append(e.wait({k}))", "me.append(time.monotonic())",
             "try:\n    me.append(q.get(timeout={k}))\nexcept queue.Empty:\n    me.append('late')"],
    "plain": ["n += 1", "v = n\nn = v + {k}", "me.append(n)", "xs[0] += {k}", "xs[1] = {k}",
              "me.append(xs[1])",
              "d[{k}] = len(d)", "log.append({k})", "box.v += 1", "alias.v = {k}", "me.append(alias.v)",
              "log.append(sum(xs))", "me.append(list(d))", "xs.append({k})"],
}  # fmt: skip


def indent(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.splitlines())


def make(
    seed: int, kinds: list[str], threads: int, ops: int, main_ops: int = 0
) -> tuple[Callable[[], Any], str]:
    """A random program from a seed, and its source."""
    draw = random.Random(seed)

    def one() -> str:
        text = draw.choice(OPS[draw.choice(kinds)])
        plain = draw.choice(OPS["plain"]) if draw.random() < 0.7 else "pass"
        if "\n" in plain:
            plain = "n += 1"
        return text.replace("{plain}", plain).replace("{k}", str(draw.randint(1, 2)))

    parts = [HEAD.format(sem=draw.randint(0, 2), size=draw.randint(0, 2))]
    names = [f"f{i}" for i in range(threads)]
    for name in names:
        body = "\n".join(one() for _ in range(draw.randint(1, ops)))
        parts.append(
            f"    def {name}():\n        nonlocal n\n        me = seen['{name}'] = []\n{indent(body, 8)}\n"
        )
    main = "\n".join(["    me = seen['main'] = []"] + [indent(one(), 4) for _ in range(main_ops)])
    daemon = ", daemon=True" if draw.random() < 0.2 else ""
    parts.append(TAIL.format(names=", ".join(names), main=main, daemon=daemon))
    return compiled("".join(parts), f"<random program {seed} {threads} {ops} {main_ops} {'-'.join(kinds)}>")


def compiled(source: str, name: str) -> tuple[Callable[[], Any], str]:
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    module = types.ModuleType("random_program")
    space = vars(module)
    sys.modules["random_program"] = module
    exec(compile(source, name, "exec"), space)
    return space["program"], source


def final_states(
    program: Callable[[], Any], switch: str, timers: str, reduce: bool, budget: int
) -> tuple[set[Any], Any]:
    """The set of final states that an exploration reaches, and the search (complete if no reason)."""
    from pipeline_core.lab.exploration.search import Search

    search = Search(program, None, switch, (), timers, budget, None, reduce)
    search.finals = []
    search.failing = lambda sched: None  # type: ignore[method-assign]
    search.runner.guard(search.whole_tree)
    return set(search.finals), search


class Anyone:
    """Draw every move by lot among all who can move, early timers too."""

    quiet_until = 0

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random

    def choose(self, sched: Any, me: Any, runnable: tuple[int, ...]) -> int:
        sched.usual(me, runnable)
        return runnable[int(self.random() * len(runnable))]


def missed(
    program: Callable[[], Any],
    switch: str = "line",
    tries: int = 150,
    budget: int = 1500,
) -> tuple[set[Any] | None, Any]:
    """Final states that drawing lots reaches and an exploration that calls itself complete does not.

    None if it does not call itself complete. Also the search.
    """
    from pipeline_core.lab.exploration.contention import Contention
    from pipeline_core.lab.exploration.sampling import PartialOrderSampling
    from pipeline_core.lab.exploration.search import Search

    search = Search(program, None, switch, (), "any", budget, None)
    search.finals = []
    search.failing = lambda sched: None  # type: ignore[method-assign]
    lots: list[Any] = []

    def job() -> None:
        search.whole_tree()
        if search.reason:
            return
        explored, search.finals = search.finals, lots
        seen = set(explored)
        for seed in range(tries):
            chooser = PartialOrderSampling(seed, Contention()) if seed % 3 == 0 else Anyone(seed)
            sched = search.play(chooser, observe=False)
            if not sched.cut:
                search.count(sched)
            if lots and lots[-1] not in seen:
                break
        search.finals = explored

    search.runner.guard(job)
    return (None if search.reason else set(lots) - set(search.finals)), search


SHARING = Path(__file__).with_name("data") / "sharing.txt"
MODULES = """import threading, queue, time, random, functools, itertools, operator, collections, weakref, copy
import contextlib, dataclasses, types
from concurrent.futures import ThreadPoolExecutor, Future
from collections import deque
"""


def sharing() -> dict[str, dict[str, str]]:
    """The programs of ``sharing.txt``: by name, the parts of each."""
    found: dict[str, dict[str, str]] = {}
    for block in SHARING.read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, _, rest = block.partition("\n")
        found[name] = parts = {}
        for line in rest.splitlines():
            if line.startswith("--"):
                part = line[2:]
                parts[part] = ""
            else:
                parts[part] += line + "\n"
    return found


def sharing_program(name: str, parts: dict[str, str]) -> tuple[Callable[[], Any], str]:
    """One of them as a program; it returns what each thread saw, and the result that is asked for."""
    names = [n for n in "ABC" if n in parts]
    text = MODULES + parts.get("top", "") + "\ndef program():\n    out = {'A': [], 'B': [], 'C': []}\n"
    text += indent(parts.get("setup", ""), 4) + "\n"
    outer = f"nonlocal {parts['nonlocal']}\n" if "nonlocal" in parts else ""
    for n in names:
        text += f"    def {n}():\n" + indent(outer + f"me = out['{n}']\n" + parts[n], 8) + "\n"
    usual = f"[threading.Thread(target=f) for f in ({', '.join(names)},)]"
    text += f"    threads = {parts.get('threads', usual).strip()}\n    for t in threads: t.start()\n"
    text += indent(parts.get("main", ""), 4) + "\n    for t in threads: t.join()\n"
    text += f"    return (out, {parts.get('result', 'None').strip() or 'None'})\n"
    return compiled(text, f"<sharing: {name}>")
