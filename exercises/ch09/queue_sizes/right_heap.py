"""Right in another style: with a heap of (minus rate, memory, sizes)."""

from heapq import heappop, heappush
from itertools import product


def queue_sizes(megabytes, budget, rate):
    heap = []
    tops = [budget // each for each in megabytes]
    for sizes in product(*(range(1, top + 1) for top in tops)):
        memory = sum(each + size * each for size, each in zip(sizes, megabytes, strict=True))
        if memory <= budget:
            heappush(heap, (-rate(sizes), memory, sizes))
    if not heap:
        raise ValueError("nothing fits")
    _, _, sizes = heappop(heap)
    return [*sizes]
