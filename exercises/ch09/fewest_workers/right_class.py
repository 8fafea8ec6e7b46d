"""Right in another style: a class that is called."""

from math import ceil


class FewestWorkers:
    """The law, as an object."""

    def __call__(self, stats, target):
        if stats[-1].items_out == 0:
            raise ValueError("no result")
        return {row.stage: self.needed(row.working_s / stats[-1].items_out, target) for row in stats}

    def needed(self, seconds, target):
        exact = seconds * target
        near = round(exact)
        return max(1, near if abs(exact - near) < 1e-6 * max(1, near) else ceil(exact))


fewest_workers = FewestWorkers()
