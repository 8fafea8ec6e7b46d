"""Small random threaded programs, for checking the reducer against trying everything.

Each is ordinary source text, so that the lab reads its statements as it reads a learner's. What a
program returns shows every value that a thread saw and the state that is left.
"""

from __future__ import annotations

import linecache
import random
from collections.abc import Callable
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
    space: dict[str, Any] = {"__name__": "random_program"}
    exec(compile(source, name, "exec"), space)
    return space["program"], source


def final_states(
    program: Callable[[], Any], switch: str, timers: str, reduce: bool, budget: int
) -> tuple[set[Any], Any]:
    """The set of final states that an exploration reaches, and the hunt (complete if no reason)."""
    from pipeline_core.lab.explore import Hunt

    hunt = Hunt(program, None, switch, (), timers, budget, None, reduce)
    hunt.finals = []
    hunt.failing = lambda sched: None  # type: ignore[method-assign]
    hunt.call.guard(hunt.everything)
    return set(hunt.finals), hunt
