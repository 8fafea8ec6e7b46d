"""Wrong on purpose: takes the cluster for C code.

Belief: forty cores are ten times four.
Truth:  the journeys take longer than the work.
Verdict: how long do the journeys take, one after the other
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "e", "long": "e", "seconds": 402, "batch": 16}
