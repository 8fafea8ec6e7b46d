"""Wrong on purpose: counts a second.

Belief: a nap's looks are counted by the second.
Truth:  a minute was asked for.
Verdict: How many such threads are there
"""

guess = {"busy": "a", "looks": 15, "late": 200, "cure": "c"}
