"""Right in another style: adds a worker until the bound is high enough."""


def fewest_workers(stats, target):
    results = stats[-1].items_out
    if not results:
        raise ValueError("no result")
    found = {}
    for row in stats:
        workers = 1
        while workers * results < row.working_s * target * (1 - 1e-6):
            workers += 1
        found[row.stage] = workers
    return found
