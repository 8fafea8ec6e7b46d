"""Wrong on purpose: believes in another change.

Belief: get with a timeout waits, so it is quiet.
Truth:  it wakes as often as its timeout ends.
Verdict: Is there a way that needs none
"""

guess = {"busy": "a", "looks": 903, "late": 200, "cure": "b"}
