"""Wrong on purpose: takes the mean for the most.

Belief: on average it is half a nap.
Truth:  at most was asked for.
Verdict: When is the next one
"""

guess = {"busy": "a", "looks": 903, "late": 100, "cure": "c"}
