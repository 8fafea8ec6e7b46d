"""Right in another style: with decimal numbers."""

from decimal import ROUND_CEILING, Decimal


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    found = {}
    for row in stats:
        exact = Decimal(repr(row.working_s)) * Decimal(repr(target)) / results
        whole = (exact * Decimal("0.999999")).to_integral_value(ROUND_CEILING)
        found[row.stage] = max(1, int(whole))
    return found
