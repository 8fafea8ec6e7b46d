"""Right in another style: a search as an object."""


class Search:
    def __init__(self, megabytes, budget, rate):
        self.megabytes, self.budget, self.rate = tuple(megabytes), budget, rate
        self.best = None

    def memory(self, sizes):
        return sum((size + 1) * each for size, each in zip(sizes, self.megabytes, strict=True))

    def go(self, sizes):
        rest = self.megabytes[len(sizes) :]
        if self.memory([*sizes, *[1] * len(rest)]) > self.budget:
            return
        if not rest:
            found = (self.rate(sizes), -self.memory(sizes), sizes)
            self.best = found if self.best is None else max(self.best, found)
            return
        for size in range(1, self.budget // rest[0] + 1):
            self.go([*sizes, size])


def queue_sizes(megabytes, budget, rate):
    search = Search(megabytes, budget, rate)
    search.go([])
    if search.best is None:
        raise ValueError("nothing fits")
    return search.best[2]
