"""Wrong on purpose: takes the cluster for quick items.

Belief: the largest machine wins.
Truth:  every item makes a journey of milliseconds.
Verdict: forty cores are of no use
"""

guess = {"small": "e", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
