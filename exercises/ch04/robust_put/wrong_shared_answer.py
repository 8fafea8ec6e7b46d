"""Wrong on purpose: the answer is noted outside the function.

Belief: between noting it and returning it nothing happens.
Truth:  another call may note its own meanwhile, and this one waits for long.
Verdict: one was stopped without room, and its answer was True
"""

from queue import Full

state = {}


def robust_put(queue, item, stop, timeout=0.1):
    state["done"] = False
    while not stop.is_set():
        try:
            queue.put(item, timeout=timeout)
        except Full:
            continue
        state["done"] = True
        break
    return state["done"]
