"""Wrong on purpose: passes the end on when nothing has come for five seconds.

Belief: Whoever has put nothing for five seconds won't put any more.
Truth:  Nobody knows how slow the one in front is.
Verdict: and others that are late: stuck: whoever puts into source waits for room, and relay has left
"""

from queue import Empty

from pipeline_core import SENTINEL


def relay(source, target, change):
    while True:
        try:
            item = source.get(timeout=5)
        except Empty:
            break
        if item is SENTINEL:
            break
        target.put(change(item))
    target.put(SENTINEL)
