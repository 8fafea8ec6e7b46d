"""Wrong on purpose: asks all futures, and lets the first exception out.

Belief: an exception must be seen, so it must leave.
Truth:  it is seen, and with it the results of all others are gone.
Verdict: it left work_on_all
"""

from concurrent.futures import ThreadPoolExecutor


def work_on_all(items, work, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(work, item) for item in items]
    return [future.result() for future in futures], []
