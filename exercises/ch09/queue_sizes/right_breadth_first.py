"""Right in another style: from one place each, every neighbour that fits."""

from collections import deque


def queue_sizes(megabytes, budget, rate):
    def memory(sizes):
        return sum((size + 1) * each for size, each in zip(sizes, megabytes, strict=True))

    start = tuple(1 for _ in megabytes)
    if memory(start) > budget:
        raise ValueError("nothing fits")
    seen, todo = {start}, deque([start])
    while todo:
        sizes = todo.popleft()
        for place in range(len(sizes)):
            more = (*sizes[:place], sizes[place] + 1, *sizes[place + 1 :])
            if more not in seen and memory(more) <= budget:
                seen.add(more)
                todo.append(more)
    return list(max(seen, key=lambda sizes: (rate(list(sizes)), -memory(sizes))))
