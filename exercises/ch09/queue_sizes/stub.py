def queue_sizes(megabytes, budget, rate):
    """Return a list of maxsizes, one for each stage's queue: the highest rate that fits into the budget.

    Given:  what an item takes in each stage; the budget, in megabytes; rate(sizes), results a second.
    Do:     count what waits and what the workers have in hand; of equal rates take the one with least memory.
    Never:  a queue without a bound. ValueError if not even one place in each queue fits.
    Size:   about 12 lines.   Stuck: the hints below, one at a time
    """
    raise NotImplementedError('exercise 9.3: write queue_sizes(), then run check("9.3", queue_sizes)')
