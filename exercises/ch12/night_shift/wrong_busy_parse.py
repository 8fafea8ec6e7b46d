"""Wrong on purpose: takes `parse` for the busy one.

Belief: who sleeps in a loop keeps the machine busy.
Truth:  it sleeps between two looks.
Verdict: Which loop has nothing in it
"""

guess = {"busy": "b", "looks": 903, "late": 200, "cure": "c"}
