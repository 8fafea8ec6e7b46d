"""Right in another style: with fractions."""

from fractions import Fraction


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    wanted = Fraction(target) * Fraction(999_999, 1_000_000)
    found = {}
    for row in stats:
        work = Fraction(row.working_s) * wanted / results
        found[row.stage] = max(1, -(-work.numerator // work.denominator))
    return found
