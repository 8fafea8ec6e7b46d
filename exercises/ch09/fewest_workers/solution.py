from math import ceil


def fewest_workers(stats, target):
    """Return {name of the stage: workers}, the fewest with which target results a second come out."""
    results = stats[-1].items_out
    if not results:
        raise ValueError("this run has had no result, so it does not say what one costs")
    # What counts is the work for a *result*, not for an item of the stage: if three of four items are
    # dropped later, this stage has worked on four for each result. Worker-seconds add up what all did;
    # their number is not asked for. And waiting is no work.
    needed = {row.stage: target * row.working_s / results for row in stats}
    # So many seconds of work come in each second, and a worker does one of them. The rest of a worker is a
    # whole one; but 7.000000000000001 is 7 with a rounding error, and a millionth of the target is no miss.
    return {stage: max(1, ceil(work * (1 - 1e-6))) for stage, work in needed.items()}
