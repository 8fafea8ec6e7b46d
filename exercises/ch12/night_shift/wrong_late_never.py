"""Wrong on purpose: takes a nap for no delay.

Belief: the next look comes soon.
Truth:  soon is up to a nap.
Verdict: When is the next one
"""

guess = {"busy": "a", "looks": 903, "late": 0, "cure": "c"}
