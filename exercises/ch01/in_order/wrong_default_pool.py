"""Wrong on purpose: uses a pool of the default size.

Belief: A pool runs everything that it is given at the same time.
Truth:  It has at most min(32, cores + 4) threads; what is beyond that waits for a thread to become free.
Verdict: so not all of them ran at once
"""

from concurrent.futures import ThreadPoolExecutor


def in_order(work, items):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(work, items))
