"""Wrong on purpose: it tells those who wait about an Exception, and about nothing else.

Belief: Exception is whatever compute may raise.
Truth:  a SystemExit or KeyboardInterrupt leaves the future unfinished in the dict.
Verdict: compute raised Cancelled (no Exception, as KeyboardInterrupt is none)
"""

from concurrent.futures import Future
from threading import Lock


class Cache:
    def __init__(self, compute):
        self.compute = compute
        self.known = {}
        self.lock = Lock()

    def get(self, key):
        with self.lock:
            mine = key not in self.known
            if mine:
                self.known[key] = Future()
            future = self.known[key]
        if mine:
            try:
                value = self.compute(key)
            except Exception as error:
                with self.lock:
                    del self.known[key]
                future.set_exception(error)
            else:
                future.set_result(value)
        return future.result()
