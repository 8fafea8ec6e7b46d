"""Right in another style: without a pipeline: futures in a deque, six at a time."""

from collections import deque

from distributed import Client


def run_there(address, items, work):
    results, failed, waiting = [], [], deque()

    def take():
        item, future = waiting.popleft()
        try:
            results.append(future.result())
        except Exception:
            failed.append(item)

    with Client(address) as client:
        for item in items:
            if len(waiting) == 6:
                take()
            waiting.append((item, client.submit(work, item, pure=False)))
        while waiting:
            take()
        return results, failed
