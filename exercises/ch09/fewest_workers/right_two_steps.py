"""Right in another style: first the rates of each stage, then the workers."""

from math import ceil


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")

    def visits(row):
        return row.items_in / results

    def each(row):
        return row.working_s / row.items_in if row.items_in else 0.0

    return {row.stage: max(1, ceil(visits(row) * each(row) * target * (1 - 1e-6))) for row in stats}
