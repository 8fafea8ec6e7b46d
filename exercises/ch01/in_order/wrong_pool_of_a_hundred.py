"""Wrong on purpose: a pool of a hundred threads, however many items there are.

Belief: a hundred is as good as any number.
Truth:  of 150 items fifty wait for another one.
Verdict: Does the 100 in your answer bound how many do?
"""

from concurrent.futures import ThreadPoolExecutor


def in_order(work, items):
    with ThreadPoolExecutor(100) as pool:
        return list(pool.map(work, items))
