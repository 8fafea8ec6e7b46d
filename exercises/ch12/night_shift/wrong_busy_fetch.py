"""Wrong on purpose: takes `fetch` for the busy one.

Belief: who is in `get` is at work in the queue.
Truth:  it stands in a call that waits inside, or sleeps.
Verdict: Which line comes back at once
"""

guess = {"busy": "d", "looks": 903, "late": 200, "cure": "c"}
