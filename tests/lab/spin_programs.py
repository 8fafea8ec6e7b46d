"""Small random programs that wait by looking again and again, for checking what is left out of endless loops.

Each has a flag that one thread sets, as late as its other statements make it, and threads that wait for it
with ``time.sleep(0)``: as long as it takes, or for some tries, alone or on two conditions. What a program
returns shows every value that a thread saw.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.lab.random_programs import compiled, indent

PLAIN = ["n += 1", "me.append(n)", "xs[0] += 1", "me.append(xs[0])", "time.sleep(0)"]
WAITS = [
    "while not f:\n    time.sleep(0)",
    "while True:\n    if f:\n        break\n    time.sleep(0)",
    "for _ in range(2):\n    if f:\n        break\n    time.sleep(0)\nelse:\n    me.append('gave up')",
    "while not f and xs[0] < 2:\n    time.sleep(0)",
    "while not f:\n    me.append(n)\n    time.sleep(0)\n    if len(me) > 2:\n        break",
    "def ready():\n    return f or n > 1\nwhile not ready():\n    time.sleep(0)",
    "while not lock.acquire(blocking=False):\n    time.sleep(0)\nn += 1\nlock.release()",
    "time.sleep(0)\ntime.sleep(0)\nme.append(f)",
]


def make(seed: int) -> tuple[Callable[[], Any], str]:
    """A program and its source."""
    chosen = random.Random(seed)
    setter = [chosen.choice(PLAIN) for _ in range(chosen.randint(0, 2))] + ["f = True"]
    waiter = [chosen.choice(PLAIN) for _ in range(chosen.randint(0, 1))] + [chosen.choice(WAITS)]
    waiter += [chosen.choice(PLAIN) for _ in range(chosen.randint(0, 1))]
    threads = [setter, waiter]
    if chosen.random() < 0.3:
        threads.append([chosen.choice(WAITS)])
    text = (
        "import threading, time\n\ndef program():\n    f = False; n = 0; xs = [0]; lock = threading.Lock()\n"
    )
    text += f"    seen = [[] for _ in range({len(threads)})]\n"
    for i, statements in enumerate(threads):
        body = f"nonlocal f, n\nme = seen[{i}]\n" + "\n".join(statements)
        text += f"    def t{i}():\n" + indent(body, 8) + "\n"
    names = ", ".join(f"t{i}" for i in range(len(threads)))
    text += f"    threads = [threading.Thread(target=t) for t in ({names})]\n"
    text += "    for t in threads: t.start()\n    for t in threads: t.join()\n    return (n, xs, seen)\n"
    return compiled(text, f"<spin {seed}>")
