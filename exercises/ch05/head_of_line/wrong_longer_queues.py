"""Wrong on purpose: would cure the gap with longer queues.

Belief: a bigger queue makes it faster.
Truth:  the results do not wait for room, they wait for their turn.
Verdict: does not wait for room
"""

guess = {"head": 4, "held": 5, "why": "d", "idle": "b", "cure": "d"}
