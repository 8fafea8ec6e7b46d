"""Wrong on purpose: hands in six, waits for all six, and hands in the next six.

Belief: six at a time means in groups of six.
Truth:  while the slowest of a group is worked on, the cores that are through have nothing to do.
Verdict: no other one was handed in
"""

from itertools import islice

from distributed import Client


def run_there(address, items, work):
    results, failed = [], []
    items = iter(items)
    with Client(address) as client:
        while group := list(islice(items, 6)):
            futures = [client.submit(work, item, pure=False) for item in group]
            for item, future in zip(group, futures):
                try:
                    results.append(future.result())
                except Exception:
                    failed.append(item)
    return results, failed
