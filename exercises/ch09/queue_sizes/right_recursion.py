"""Right in another style: queue by queue, by a function that calls itself."""


def ways(megabytes, left):
    if not megabytes:
        yield []
        return
    each, *others = megabytes
    size = 1
    while (size + 1) * each <= left:
        for rest in ways(others, left - (size + 1) * each):
            yield [size, *rest]
        size += 1


def queue_sizes(megabytes, budget, rate):
    found = list(ways(megabytes, budget))
    if not found:
        raise ValueError("nothing fits")

    def memory(sizes):
        return sum((size + 1) * each for size, each in zip(sizes, megabytes, strict=True))

    return min(found, key=lambda sizes: (-rate(sizes), memory(sizes)))
