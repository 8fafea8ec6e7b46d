"""Wrong on purpose: waits for each before it hands in the next.

Belief: only so the order is kept.
Truth:  one core works, the others wait.
Verdict: no more than 1 of 6 sub-tasks
"""

from distributed import Client


def run_there(address, items, work):
    results, failed = [], []
    with Client(address) as client:
        for item in items:
            try:
                results.append(client.submit(work, item, pure=False).result())
            except Exception:
                failed.append(item)
    return results, failed
