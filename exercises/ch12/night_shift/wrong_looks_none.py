"""Wrong on purpose: takes naps for no looks.

Belief: who sleeps does nothing.
Truth:  it looks behind each nap.
Verdict: How many such threads are there
"""

guess = {"busy": "a", "looks": 0, "late": 200, "cure": "c"}
