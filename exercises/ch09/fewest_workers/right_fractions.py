"""Right in another style: with fractions, rounded to what floats can tell."""

from fractions import Fraction


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    wanted = Fraction(target).limit_denominator(10**6)
    found = {}
    for row in stats:
        work = Fraction(row.working_s).limit_denominator(10**9) * wanted / results
        found[row.stage] = max(1, -(-work.numerator // work.denominator))
    return found
