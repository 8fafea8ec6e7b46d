"""Wrong on purpose: would cure the gap with a larger max_in_flight.

Belief: the sub-workers are idle because of max_in_flight, so save is starved because of it.
Truth:  a longer line keeps the sub-workers busy and lets more results wait; the head is as slow as ever.
Verdict: what they finish waits in a longer line
"""

guess = {"head": 4, "held": 5, "why": "d", "idle": "b", "cure": "b"}
