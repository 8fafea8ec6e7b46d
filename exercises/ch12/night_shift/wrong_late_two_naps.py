"""Wrong on purpose: adds a nap.

Belief: the look that misses it costs a nap as well.
Truth:  it is seen at the end of the nap in which it came.
Verdict: and not one nap later
"""

guess = {"busy": "a", "looks": 903, "late": 400, "cure": "c"}
