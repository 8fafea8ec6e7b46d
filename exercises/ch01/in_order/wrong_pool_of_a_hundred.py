"""Wrong on purpose: a pool of a hundred threads, however many items there are.

Belief: a hundred is as good as any number.
Truth:  of 150 items fifty wait for another one.
Verdict: What bounds how many do: the 100 in your answer?
"""

from concurrent.futures import ThreadPoolExecutor


def in_order(work, items):
    with ThreadPoolExecutor(100) as pool:
        return list(pool.map(work, items))
