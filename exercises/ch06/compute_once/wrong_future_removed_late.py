"""Wrong on purpose: it removes a failed future after it has told those who wait.

Belief: first tell them, then tidy up.
Truth:  who has been told may call again before it is removed, and finds the old failure.
Verdict: the first computation has failed, the next would not, and get raises all the same
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
            except BaseException as error:
                future.set_exception(error)
                with self.lock:
                    del self.known[key]
            else:
                future.set_result(value)
        return future.result()
