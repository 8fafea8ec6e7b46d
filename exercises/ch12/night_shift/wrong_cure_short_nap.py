"""Wrong on purpose: believes in another change.

Belief: a short nap is quiet, and never late.
Truth:  it looks five hundred times a second.
Verdict: Is there a way that needs none
"""

guess = {"busy": "a", "looks": 903, "late": 200, "cure": "d"}
