"""Right in another style: with divmod, and a look at the rest."""


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    found = {}
    for row in stats:
        whole, rest = divmod(target * row.working_s / results, 1)
        found[row.stage] = int(whole) + (rest > 1e-6 * max(1.0, whole)) or 1
    return found
