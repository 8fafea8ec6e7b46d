"""Wrong on purpose: takes `report` for the busy one.

Belief: an hour is the longest wait, so it costs most.
Truth:  it stands in a call that waits inside, or sleeps.
Verdict: Which line comes back at once
"""

guess = {"busy": "c", "looks": 903, "late": 200, "cure": "c"}
