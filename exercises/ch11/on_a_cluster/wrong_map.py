"""Wrong on purpose: hands all of them in at once.

Belief: a cluster has room for everything.
Truth:  nothing bounds what is pulled and handed in.
Verdict: sub-tasks were handed in to the cluster; at most 6
"""

from distributed import Client


def run_there(address, items, work):
    items = list(items)
    with Client(address) as client:
        futures = client.map(work, items, pure=False)
        results, failed = [], []
        for item, future in zip(items, futures):
            try:
                results.append(future.result())
            except Exception:
                failed.append(item)
        return results, failed
