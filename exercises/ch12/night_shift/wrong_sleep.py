"""Wrong on purpose: believes in another change.

Belief: a sleep in the loop cures it.
Truth:  it looks less often, and comes late.
Verdict: Is there a way that needs none
"""

guess = {"busy": "a", "looks": 903, "late": 200, "cure": "a"}
