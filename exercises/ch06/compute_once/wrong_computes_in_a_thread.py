"""Wrong on purpose: it computes in a thread of its own, and hands on each Exception.

Belief: whatever is raised is an Exception.
Truth:  what is none stays in that thread, and the caller hears of something else.
Verdict: what is raised there leaves no other thread by itself
"""

from threading import Lock, Thread


class Cache:
    def __init__(self, compute):
        self.compute, self.known, self.lock = compute, {}, Lock()

    def get(self, key):
        errors = []

        def run():
            try:
                self.known[key] = self.compute(key)
            except Exception as error:
                errors.append(error)

        with self.lock:
            if key not in self.known:
                thread = Thread(target=run)
                thread.start()
                thread.join()
            if errors:
                raise errors[0]
            return self.known[key]
